// SPDX-License-Identifier: EUPL-1.2

/// Separates the sender's own new words from the history below them, forwarded mail and the signature.
///
/// History is only what a mail program marked: lines with `>`, an attribution ("Op … schreef …:"), a separator, or a header
/// block ("Van: … Verzonden: …"). In doubt a line is the sender's own. Answers between quotes and below them are kept.
struct QuoteSplitter {
    struct Result {
        var newText = ""
        var signature = ""
        /// Whether nothing was folded away: the new text is the whole text.
        var isWhole = false
        var forwarded: ForwardedMessage?
    }

    private let body: BodyText
    private let subject: SubjectKind
    /// The lines that are the sender's own; nil where something was left out between two of them.
    private var own: [UInt32?] = []
    private var forwarded: ForwardedMessage?
    /// Whether something was said yet besides the fields of a letterhead.
    private var hasSpoken = false
    /// What the quoted lines start with, where the program uses another mark than `>`.
    private var mark: [UInt8] = []
    /// The history without quote marks that ends the mail.
    private var older: Range<Int>?
    /// Whether that history stands above all else, and nothing shows where it ends: an answer may stand in it.
    private var mayHoldAnswer = false

    /// What the subject says about the mail.
    enum SubjectKind {
        case fresh
        case reply
        case forward
    }

    static func split(_ body: BodyText, subject: SubjectKind) -> Result {
        let unwrapped = ArmoredText.unwrapped(body)
        var splitter = QuoteSplitter(body: unwrapped ?? body, subject: subject)
        splitter.own.reserveCapacity(body.lines.count)
        splitter.walk()
        return splitter.result(isUnwrapped: unwrapped != nil)
    }

    private init(body: BodyText, subject: SubjectKind) { (self.body, self.subject) = (body, subject) }

    private var lines: Lines { body.lines }

    private mutating func walk() {
        var (at, nextEnd) = (0, -1)
        while at < lines.count {
            if isQuoted(at), !isLoneMark(at) {
                own.append(nil)
                at += 1
            } else if isWrapped(at) {
                at += 1
            } else if let attribution = Attribution.at(at, in: lines, nextEnd: &nextEnd) {
                let next = nextLine(after: attribution.end)
                if mark.isEmpty, next < lines.count { mark = OtherQuoteMark.of(lines[next]) }
                if next < lines.count, isQuoted(next) {
                    own.append(nil)
                    at = endOfQuote(next)
                } else if attribution.isCertain, next < lines.count || hasSpoken {
                    at = pass(attribution.end)
                } else {
                    keep(at)
                    at += 1
                }
            } else if let end = historyStart(at) {
                at = end
            } else {
                keep(at)
                at += 1
            }
        }
    }

    private mutating func keep(_ at: Int) {
        own.append(UInt32(at))
        if !hasSpoken { hasSpoken = !lines[at].isBlankLine && !HeaderBlock.isField(lines[at]) }
    }

    private func isQuoted(_ at: Int) -> Bool {
        lines[at].isQuoted || !mark.isEmpty && lines[at].trimmed.starts(with: mark)
    }

    private func endOfQuote(_ start: Int) -> Int { (start..<lines.count).first { !isQuoted($0) } ?? lines.count }

    /// One line with the mark and a number in a letter that answers nothing: "> 30 minuten" is no history.
    private func isLoneMark(_ at: Int) -> Bool {
        subject == .fresh && lines[at].unquoted.first?.isDigit ?? false && !(at > 0 && lines[at - 1].isQuoted)
            && !(at + 1 < lines.count && lines[at + 1].isQuoted)
    }

    /// Where the sender's own words may go on after the history that starts here; nil when none starts.
    private mutating func historyStart(_ at: Int) -> Int? {
        let separator = Separator.at(at, in: lines)
        let headerStart = separator == nil ? at : nextLine(after: at + 1)
        let block = HeaderBlock.at(headerStart, in: lines, isAnyLanguage: separator != nil || subject != .fresh)
        if body.roles[at] == .container, separator != .forward, subject != .forward || block == nil {
            own.append(nil)
            return (at..<lines.count).first { body.roles[$0] != .container } ?? lines.count
        }
        let isMarked = body.roles[at] == .history
        switch (separator, block) {
        case (.original?, _), (.forward?, _): break
        case (.above?, _): if !hasSpoken { return nil }
        case (.rule?, _?), (.title?, _?): break
        // A citizen's own letterhead has the same labels; a program's block has an address or a time.
        case (nil, let block?)
        where !isMarked && !block.isByProgram && (subject == .fresh || subject == .reply && !hasSpoken):
            return nil
        case (nil, _?): break
        default: if !isMarked { return nil }
        }
        if separator == .forward || (subject == .forward && block != nil) {
            forwarded = ForwardedMessage.read(lines[headerStart...])
            return lines.count
        }
        let start = block?.end ?? headerStart
        let next = nextLine(after: start)
        if next < lines.count, isQuoted(next) { return next }
        return isMarked && block == nil ? lines.count : pass(start)
    }

    /// Goes past the history without quote marks that starts here, to an answer below it when it stands above all else.
    private mutating func pass(_ start: Int) -> Int {
        let isFirst = older == nil
        older = start..<endOfMail(from: start)
        guard isFirst, !hasSpoken else { return lines.count }
        guard let closing = (start..<lines.count).first(where: { Signature.isClosing(lines[$0]) }) else {
            mayHoldAnswer = true
            return lines.count
        }
        return answer(below: closing) ?? lines.count
    }

    /// Where an answer begins that was written below an older letter without quote marks: after the first greeting that
    /// ends that letter, and a blank line, there are sentences again. Nil when no such place is plain to see.
    private func answer(below closing: Int) -> Int? {
        let rest = (closing + 1)..<lines.count
        guard let end = rest.dropFirst().first(where: { lines[$0].isBlankLine && !lines[$0 - 1].isBlankLine }) else {
            return nil
        }
        let answer = nextLine(after: end)
        let isLast = endOfMail(from: answer) == lines.count
        guard isLast, (answer..<lines.count).contains(where: { Signature.isSentence(lines[$0]) }) else { return nil }
        return answer
    }

    /// Where the next older mail begins.
    private func endOfMail(from start: Int) -> Int {
        (start..<lines.count).first { at in
            HeaderBlock.at(at, in: lines) != nil || Separator.at(at, in: lines) == .original
        } ?? lines.count
    }

    /// The rest of a long quoted line that a program broke without a new mark: it goes on in lower case, between quotes.
    private func isWrapped(_ at: Int) -> Bool {
        guard at > 0, at + 1 < lines.count, lines[at - 1].isQuoted, lines[at + 1].isQuoted else {
            return false
        }
        return lines[at - 1].count >= 70 && (lines[at].first.map { $0.isLetter && $0 == $0.lowered } ?? false)
    }

    private func nextLine(after at: Int) -> Int {
        var at = at
        while at < lines.count, lines[at].isBlankLine { at += 1 }
        return at
    }

    private func result(isUnwrapped: Bool) -> Result {
        let isAll = own.count == lines.count && body.roles.isEmpty && !own.contains(nil) && !isUnwrapped
        if isAll, Signature.start(in: lines) == lines.count { return Result(isWhole: true, forwarded: forwarded) }
        var kept = Lines()
        var marked = Lines()
        var isAfterGap = false
        for index in own {
            guard let index = index.map(Int.init) else {
                if let last = kept.last, !last.isBlankLine { kept.append([]) }
                isAfterGap = true
                continue
            }
            if isAfterGap, lines[index].isBlankLine { continue }
            isAfterGap = false
            if body.roles[index] == .signature { marked.append(lines[index]) } else { kept.append(lines[index]) }
        }
        let cut = Signature.start(in: kept)
        var folded = Lines(kept[cut...].lazy.filter { !$0.isBlankLine })
        folded.append(contentsOf: Lines(marked.lazy.filter { !$0.isBlankLine }))
        return Result(
            newText: withDoubtful(kept.text(0..<cut)), signature: folded.text, forwarded: forwarded)
    }

    /// The words with what else may be the sender's: an answer that nothing sets apart from the older letter around it,
    /// answers that are announced to stand in it, and what is sent as an answer though it looks passed on.
    private func withDoubtful(_ words: String) -> String {
        if words.isEmpty, subject == .reply, let forwarded { return forwarded.text }
        guard let older, words.isEmpty ? mayHoldAnswer : AnnouncedAnswers.holds(words) else { return words }
        let rest = lines[older].text
        return words.isEmpty ? rest : words + "\n\n" + rest
    }
}
