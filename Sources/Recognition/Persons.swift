// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// A person named somewhere in a letter, with every place where the name stands.
struct Person: Sendable {
    /// How the name was recognised, the surest first.
    enum Form: Int, Sendable { case titled, role, staff, firstName, capital }
    /// In what capacity the words around the name put the person.
    enum Side: Sendable { case office, elsewhere, writer, writersOwn, unsaid }

    struct Mention: Sendable {
        let sentence: Int
        /// The words of the name with its title.
        let span: ClosedRange<Int>
        /// The first word of the name itself.
        let start: Int
        let form: Form
        let side: Side
        let isSalutation: Bool
    }

    /// As the citizen writes it where it is written most fully.
    var name: String
    /// The words of the name, folded, without titles and particles.
    var keys: [String]
    var mentions: [Mention]
    var surname: String { keys.last ?? "" }
}

/// Finds the persons named in a letter, in one pass over its words.
struct PersonFinder {
    private typealias Word = Sentence.Word
    let office: Recogniser.Office
    /// The last words of the names on the staff list.
    private let staffSurnames: Set<String>

    init(office: Recogniser.Office) {
        self.office = office
        staffSurnames = Set(office.staff.compactMap { words($0).last })
    }

    /// A letter that names more is a list, and costs no more than this.
    private static let mostPersons = 60

    /// Every person named, in the order of the letter; names that share a word are one person.
    func persons(in letter: [Sentence]) -> [Person] {
        var found: [Person] = []
        var known: [String: Int] = [:]
        for (place, sentence) in letter.enumerated() where sentence.words.count < 200 {
            let isEnd = place >= letter.count - 5 && place > 0
            for (mention, keys) in mentions(in: sentence, at: place, isEnd: isEnd) {
                let name = sentence.phrase(mention.span)
                if let person = keys.reversed().compactMap({ known[$0] }).first {
                    found[person].mentions.append(mention)
                    let isTitled = mention.form == .titled || mention.form == .role
                    if keys.count > found[person].keys.count
                        || (isTitled && keys.count == found[person].keys.count
                            && found[person].mentions[0].form.rawValue > 1 && found[person].mentions.count == 2)
                    {
                        (found[person].name, found[person].keys) = (name, keys)
                    }
                    for key in keys where known[key] == nil { known[key] = person }
                } else if found.count < Self.mostPersons {
                    for key in keys { known[key] = found.count }
                    found.append(Person(name: name, keys: keys, mentions: [mention]))
                }
            }
        }
        return found
    }

    private func mentions(in sentence: Sentence, at place: Int, isEnd: Bool) -> [(Person.Mention, [String])] {
        let words = sentence.words
        let reader = NameReader(sentence: sentence)
        var found: [(Person.Mention, [String])] = []
        let greeting = place <= 2 && words.first.map { Self.openings.contains($0.text) } ?? false
        var at = 0
        while at < words.count {
            let word = words[at].text
            var form: Person.Form?
            var name: ClosedRange<Int>?
            if PersonWords.titles.contains(word), !isNoTitle(at, in: sentence) {
                (form, name) = (.titled, reader.name(after: at, chat: true))
            } else if isRole(word) || word == "genaamd" || word == "heet" || word == "heette" {
                (form, name) = (.role, reader.name(after: at, chat: false))
            }
            if name == nil, let span = reader.plainName(at: at, isStaff: isOnStaffList(words[at].text)) {
                let isFirst = PersonWords.firstNames.contains(words[span.lowerBound].text)
                (form, name) = (isFirst ? .firstName : .capital, span)
            }
            if let form, let name {
                var start = form == .titled ? at : name.lowerBound
                while start > at + 1, PersonWords.titles.contains(words[start - 1].text) { start -= 1 }
                if start > 0, words[start].text == "heer", words[start - 1].text == "de" { start -= 1 }
                let keys = Self.keys(of: words[name])
                let isStaff = keys.contains(where: isOnStaffList)
                let isSignature = isEnd && !greeting && Self.isSignature(name, in: words)
                let isSalutation =
                    place <= 2 && at < 5
                    && (greeting || words.count == name.upperBound + 1 && name.lowerBound <= 3 && !isEnd)
                let side = isSignature ? .writer : side(of: at, name, form, in: sentence)
                if !keys.isEmpty {
                    found.append(
                        (
                            Person.Mention(
                                sentence: place, span: start...name.upperBound, start: name.lowerBound,
                                form: isStaff && form.rawValue > 2 ? .staff : form, side: side,
                                isSalutation: isSalutation), keys
                        ))
                }
                at = name.upperBound
            }
            at += 1
        }
        return found
    }

    static let openings: Set<String> = [
        "geachte", "beste", "hallo", "dag", "goedemorgen", "goedemiddag", "goedendag", "goedenavond", "hoi", "hey",
        "dear",
        "aan", "tav", "lieve", "waarde", "hi", "hello", "weledele", "weledelgeboren", "edelachtbare", "bonjour", "sehr",
        "liebe", "lieber", "moi", "goeie", "ha", "hee", "estimado", "estimada", "madame", "monsieur", "szanowny",
        "szanowna",
    ]

    /// Whether a sentence at the letter's end is hardly more than a name: "Groet, Henk", "Ingrid Slot", "Kevin, afd. D".
    private static func isSignature(_ name: ClosedRange<Int>, in words: [Word]) -> Bool {
        if words.count - name.count <= 1 || closings.contains(words[0].text) && words.count <= 7 { return true }
        return name.lowerBound == 0 && words.count <= 5 && !words.contains { PersonWords.says.contains($0.text) }
    }

    /// The words by which a name is known again: without particles, degrees and initials, unless there is nothing else.
    private static func keys(of name: ArraySlice<Word>) -> [String] {
        let whole = name.map(\.text)
        let core = whole.filter {
            !PersonWords.particles.contains($0) && !PersonWords.degrees.contains($0) && $0.utf8.count > 1
        }
        return core.isEmpty ? whole.filter { $0.utf8.count > 1 } : core
    }

    /// "d'r" and a shouted "DR" are no doctor.
    private func isNoTitle(_ at: Int, in sentence: Sentence) -> Bool {
        let word = sentence.words[at]
        guard word.text.utf8.count == 2, at + 1 < sentence.words.count else { return false }
        let next = sentence.words[at + 1]
        let hasStop = sentence.source[word.range.upperBound..<next.range.lowerBound].contains(".")
        return sentence.source[word.range].utf8.count > 2
            || word.text == "dr" && !hasStop
                && sentence.source[next.range].allSatisfy { !$0.isLowercase }
    }

    private static let closings: Set<String> = [
        "groet", "groeten", "groetjes", "gr", "grt", "met", "mvg", "vriendelijke", "hartelijke", "liefs", "hoogachtend",
        "regards",
        "kind", "best", "gruss", "cordialement", "cheers", "thanks", "bedankt", "alvast", "mfg", "knuffel", "doei",
    ]

    private func isRole(_ word: String) -> Bool {
        PersonWords.isRole(word) || PersonWords.rolesElsewhere.contains(word) || PersonWords.rolesWithin.contains(word)
    }

    /// Whether a word is a surname on the staff list, or one letter away from one of five letters or more.
    private func isOnStaffList(_ word: String) -> Bool {
        if staffSurnames.contains(word) { return true }
        return word.utf8.count >= 5 && staffSurnames.contains { $0.utf8.count >= 5 && Self.areNear(word, $0) }
    }

    /// At most one letter put in, left out or changed.
    static func areNear(_ a: String, _ b: String) -> Bool {
        let (a, b) = (a.utf8Span.span, b.utf8Span.span)
        let shorter = min(a.count, b.count)
        guard abs(a.count - b.count) <= 1 else { return false }
        var (head, tail) = (0, 0)
        while head < shorter, a[head] == b[head] { head += 1 }
        while tail < shorter - head, a[a.count - 1 - tail] == b[b.count - 1 - tail] { tail += 1 }
        return max(a.count, b.count) - head - tail <= 1
    }

    /// Who the person is, by what stands before the title and behind the name.
    private func side(of title: Int, _ name: ClosedRange<Int>, _ form: Person.Form, in sentence: Sentence)
        -> Person.Side
    {
        let words = sentence.words
        let before = words[max(0, title - 4)..<title].map(\.text)
        let role = words[title].text
        if before.suffix(2).elementsEqual(["naam", "is"]) || before.last == "ondergetekende"
            || before.suffix(2).elementsEqual(["ik", "ben"]) || before.suffix(2).elementsEqual(["bin", "ich"])
            || before.suffix(2).elementsEqual(["am", "i"]) || before.suffix(2).elementsEqual(["i", "am"])
            || before.suffix(2).elementsEqual(["ik", "heet"]) || before.suffix(2).elementsEqual(["u", "met"])
            || before.suffix(2).elementsEqual(["name", "is"]) || before.suffix(2).elementsEqual(["hier", "met"])
        {
            return .writer
        }
        // "mijn zoon Bram", "onze buurvrouw mevrouw Kok"; but "mijn behandelaar X" is the office's.
        for back in 1...3 where title - back >= 0 || (back == 1 && form == .role) {
            let at = title - back
            guard at >= 0 else { break }
            let word = words[at].text
            if [
                "mijn", "onze", "ons", "mn", "me", "m", "my", "mein", "meine", "mon", "ma", "zijn", "haar", "hun",
                "our",
            ].contains(word) {
                let between = words[(at + 1)...title].map(\.text)
                if between.contains(where: { PersonWords.family.contains($0) || $0.hasSuffix("arts") }) {
                    return .writersOwn
                }
                if back == 1 && form.rawValue >= 3 { return .writersOwn }
            }
        }
        if before.last == "namens" || before.last == "voor" && form == .firstName { return .writersOwn }
        if before.suffix(2).contains(where: PersonWords.yours.contains) { return .office }
        if let side = sideBehind(name.upperBound, in: words) { return side }
        if form == .role || PersonWords.titles.contains(role) {
            let roles = before.suffix(2) + [role]
            if office.hearsAboutOthers {
                if roles.contains(where: PersonWords.rolesElsewhere.contains) { return .elsewhere }
                if roles.contains(where: PersonWords.isRole) { return .office }
            } else if roles.contains(where: { PersonWords.rolesWithin.contains($0) || PersonWords.isRole($0) }) {
                return .office
            }
            if office.hearsAboutOthers, role == "juf" || role == "meester" || role == "dokter" { return .elsewhere }
        }
        return .unsaid
    }

    /// "X van de gemeente", "X van u", "X van de balie".
    private func sideBehind(_ end: Int, in words: [Word]) -> Person.Side? {
        guard end + 2 < words.count + 1, end + 1 < words.count,
            ["van", "bij", "namens", "of", "from", "at", "uit", "vom", "von", "du", "de", "op", "aan", "fan"].contains(
                words[end + 1].text)
        else { return nil }
        let behind = words[(end + 2)..<min(words.count, end + 5)].map(\.text)
        if behind.prefix(2).contains(where: { ["u", "jullie", "uw", "you", "your"].contains($0) }) { return .office }
        if behind.contains(where: isOwnBody) { return .office }
        if behind.contains(where: isOtherBody) { return .elsewhere }
        if behind.prefix(3).contains(where: PersonWords.places.contains) { return .office }
        return nil
    }

    /// A part of a municipality is no other body to the municipality.
    private func isOtherBody(_ word: String) -> Bool {
        Bodies.isBody(word)
            && (office.hearsAboutOthers
                || !["wijkteam", "dienst", "sociale", "raad", "college", "belastingen", "bewindvoerder"].contains(word))
    }

    private func isOwnBody(_ word: String) -> Bool {
        office.names.contains { Groundwork.words($0).contains(word) }
    }
}
