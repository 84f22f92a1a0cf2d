// SPDX-License-Identifier: EUPL-1.2

/// Reads how far a name goes in a sentence.
struct NameReader {
    /// Names that are also words with which a sentence opens.
    private static let openingWords: Set<String> = [
        "ben", "can", "wil", "may", "elke", "lieve", "else", "said", "rein", "al", "op",
    ]
    let sentence: Sentence
    private let words: [Sentence.Word]
    /// Whether capitals say nothing here, since every word has them.
    private let isShouted: Bool

    init(sentence: Sentence) {
        self.sentence = sentence
        words = sentence.words
        isShouted = sentence.words.allSatisfy { word in
            word.text.count < 2 || sentence.source[word.range].allSatisfy { !$0.isLowercase }
        }
    }

    /// The words of a name behind a title or role: particles, initials and capitalised words; in chat one plain word.
    func name(after place: Int, chat: Bool) -> ClosedRange<Int>? {
        var at = place + 1
        while at < words.count, isJoined(at),
            PersonWords.titles.contains(words[at].text) || PersonWords.isRole(words[at].text)
        {
            at += 1
        }
        let start = at
        var last: Int?
        while at < words.count, at - start < 7, isJoined(at) {
            let word = words[at]
            if PersonWords.particles.contains(word.text), !isInitial(at) {
                if last != nil, !isParticleInName(at) { break }
                if last == nil, !isCapital(at), isPlace(at + 1) { return nil }
            } else if isCapital(at) {
                let isOther = PersonWords.never.contains(word.text) && !PersonWords.firstNames.contains(word.text)
                if isBodyName(at) || isOther, at == start || !PersonWords.particles.contains(words[at - 1].text) {
                    break
                }
                last = at
            } else if chat, !usesCapitals, last == nil, mayBePlainName(at) {
                return start...at
            } else {
                break
            }
            at += 1
        }
        if let end = last, words[start...end].allSatisfy({ $0.text.utf8.count < 2 }) { return nil }
        if last == nil, start < words.count, isCapital(start), PersonWords.firstNames.contains(words[start].text) {
            last = start
        }
        return last.map { start...$0 }
    }

    /// A name that no title announces: capitalised words that are nothing else, or in lower case a first name that is no other word.
    func plainName(at place: Int, isStaff: Bool) -> ClosedRange<Int>? {
        let word = words[place]
        guard !isShouted, word.text.utf8.count >= 2 || isInitial(place), word.text.allSatisfy({ !$0.isNumber }) else {
            return nil
        }
        let isFirst = PersonWords.firstNames.contains(word.text)
        guard isCapital(place) else {
            let isAlone = isFirst && !PersonWords.doubtfulNames.contains(word.text)
            return (isAlone || isStaff) && !isBodyName(place) ? place...place : nil
        }
        let raw = sentence.source[word.range]
        if isInitial(place) {
            let next = place + 1
            guard next < words.count, isJoined(next), isCapital(next), words[next].text.utf8.count > 2,
                !isBodyName(next),
                !PersonWords.never.contains(words[next].text)
            else { return nil }
            return place...next
        }
        if raw.count > 1 && raw.allSatisfy({ !$0.isLowercase }) { return nil }
        if !isFirst && !isStaff {
            if PersonWords.never.contains(word.text) || isBodyName(place) || PersonWords.particles.contains(word.text) {
                return nil
            }
            if place == 0 {
                guard words.count > 1, PersonWords.says.contains(words[1].text) || words[1].text == "van" && isPlace(1)
                else {
                    return nil
                }
            }
            if PersonWords.fillers.contains(word.text) { return nil }
        } else if place == 0, Self.openingWords.contains(word.text) {
            guard words.count > 1, PersonWords.says.contains(words[1].text) || isCapital(1) else { return nil }
        }
        var last = place
        var at = place + 1
        while at < words.count, at - place < 6, isJoined(at) {
            if isCapital(at), !PersonWords.never.contains(words[at].text), !isBodyName(at) {
                last = at
            } else if !(PersonWords.particles.contains(words[at].text) && isParticleInName(at)) {
                break
            }
            at += 1
        }
        return place...last
    }

    /// Whether the sentence begins as people begin one who use capitals.
    private var usesCapitals: Bool { !isShouted && words.first?.isCapitalised == true }

    private func isInitial(_ at: Int) -> Bool { words[at].text.utf8.count == 1 && isCapital(at) }

    private func isCapital(_ at: Int) -> Bool { words[at].isCapitalised && !isShouted }

    private func isBodyName(_ at: Int) -> Bool {
        Bodies.isBody(words[at].text)
            || (words[at].text.count >= 2 && words[at].text.count <= 5
                && sentence.source[words[at].range].allSatisfy(\.isUppercase) && !isShouted)
    }

    /// "van" belongs to a name when a capital follows that is no body or place.
    private func isParticleInName(_ at: Int) -> Bool {
        var next = at + 1
        while next < words.count, !isCapital(next), PersonWords.particles.contains(words[next].text), isJoined(next) {
            next += 1
        }
        guard next < words.count, isJoined(next), isCapital(next) else { return false }
        return !isBodyName(next) && !PersonWords.never.contains(words[next].text)
            && !["aan", "in", "op", "bij", "af"].contains(words[at].text)
    }

    /// Whether "van" leads to a part of the office: "mevrouw van de balie".
    private func isPlace(_ at: Int) -> Bool {
        var next = at
        while next < words.count, PersonWords.particles.contains(words[next].text) { next += 1 }
        return next < words.count && (!isCapital(next) || isBodyName(next))
            && (PersonWords.places.contains(words[next].text) || Bodies.isBody(words[next].text)
                || words[next].text.first?.isNumber == true || PersonWords.fillers.contains(words[next].text))
    }

    private func mayBePlainName(_ at: Int) -> Bool {
        let word = words[at].text
        return !PersonWords.fillers.contains(word) && !PersonWords.never.contains(word)
            && !PersonWords.places.contains(word)
            && !Bodies.isBody(word) && !PersonWords.isRole(word) && !PersonWords.rolesElsewhere.contains(word)
            && !PersonWords.rolesWithin.contains(word) && !PersonWords.says.contains(word) && word.utf8.count > 1
            && word.allSatisfy { !$0.isNumber }
    }

    /// Whether only blanks or a full stop stand between this word and the one before.
    private func isJoined(_ at: Int) -> Bool {
        guard at > 0 else { return true }
        return sentence.source.unicodeScalars[words[at - 1].range.upperBound..<words[at].range.lowerBound]
            .allSatisfy { $0 == " " || $0 == "." || $0 == "-" || $0 == "\u{a0}" }
    }
}
