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

    /// What the subject says about the mail.
    enum SubjectKind {
        case fresh
        case reply
        case forward
    }

    static func split(_ body: BodyText, subject: SubjectKind) -> Result {
        var splitter = QuoteSplitter(body: body, subject: subject)
        splitter.own.reserveCapacity(body.lines.count)
        splitter.walk()
        return splitter.result()
    }

    private init(body: BodyText, subject: SubjectKind) { (self.body, self.subject) = (body, subject) }

    private var lines: Lines { body.lines }

    private mutating func walk() {
        var at = 0
        while at < lines.count {
            if lines[at].isQuoted {
                own.append(nil)
                at += 1
            } else if isWrapped(at) {
                at += 1
            } else if let attribution = Attribution.at(at, in: lines) {
                let next = nextLine(after: attribution.end)
                let isQuoteNext = next < lines.count && lines[next].isQuoted
                if isQuoteNext {
                    own.append(nil)
                    at = next
                } else if attribution.isCertain, next < lines.count || !isEmptySoFar {
                    return
                } else {
                    own.append(UInt32(at))
                    at += 1
                }
            } else if let end = historyStart(at) {
                at = end
            } else {
                own.append(UInt32(at))
                at += 1
            }
        }
    }

    /// Where the sender's own words may go on after the history that starts here; nil when none starts.
    private mutating func historyStart(_ at: Int) -> Int? {
        let separator = Separator.at(at, in: lines)
        let headerStart = separator == nil ? at : nextLine(after: at + 1)
        let block = HeaderBlock.at(headerStart, in: lines)
        let isMarked = body.roles[at] == .history
        switch (separator, block) {
        case (.original?, _), (.forward?, _): break
        case (.rule?, _?): break
        // A citizen's own letterhead has the same labels; a program's block has an address or a time.
        case (nil, let block?)
        where !isMarked && !block.isByProgram && (subject == .fresh || subject == .reply && isEmptySoFar):
            return nil
        case (nil, _?): break
        default: if !isMarked { return nil }
        }
        if separator == .forward || (subject == .forward && block != nil) {
            forwarded = ForwardedMessage.read(lines[headerStart...])
            return lines.count
        }
        if let block, isEmptySoFar, let answer = answer(below: block.end) { return answer }
        let next = nextLine(after: block?.end ?? headerStart)
        return next < lines.count && lines[next].isQuoted ? next : lines.count
    }

    /// Where an answer begins that was written below an older letter without quote marks: after the first greeting that
    /// ends that letter, and a blank line, there are sentences again. Nil when no such place is plain to see.
    private func answer(below start: Int) -> Int? {
        guard let closing = (start..<lines.count).first(where: { Signature.isClosing(lines[$0]) }) else { return nil }
        let rest = (closing + 1)..<lines.count
        guard let end = rest.dropFirst().first(where: { lines[$0].isBlankLine && !lines[$0 - 1].isBlankLine }) else {
            return nil
        }
        let answer = nextLine(after: end)
        let isOlderMail = (answer..<lines.count).contains { at in
            HeaderBlock.at(at, in: lines) != nil || Separator.at(at, in: lines) == .original
        }
        guard !isOlderMail, (answer..<lines.count).contains(where: { Signature.isSentence(lines[$0]) }) else {
            return nil
        }
        return answer
    }

    /// The rest of a long quoted line that a program broke without a new mark: it goes on in lower case, between quotes.
    private func isWrapped(_ at: Int) -> Bool {
        guard at > 0, at + 1 < lines.count, lines[at - 1].isQuoted, lines[at + 1].isQuoted else {
            return false
        }
        return lines[at - 1].count >= 70 && (lines[at].first.map { $0.isLetter && $0 == $0.lowered } ?? false)
    }

    /// Whether nothing was said yet but the fields of a letterhead.
    private var isEmptySoFar: Bool {
        !own.contains { $0.map { !lines[Int($0)].isBlankLine && !HeaderBlock.isField(lines[Int($0)]) } ?? false }
    }

    private func nextLine(after at: Int) -> Int {
        var at = at
        while at < lines.count, lines[at].isBlankLine { at += 1 }
        return at
    }

    private func result() -> Result {
        if own.count == lines.count, body.roles.isEmpty, !own.contains(nil), Signature.start(in: lines) == lines.count {
            return Result(isWhole: true, forwarded: forwarded)
        }
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
        return Result(newText: kept.text(0..<cut), signature: folded.text, forwarded: forwarded)
    }
}
