// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// What a mail says about who its writer is: names, telephone numbers and postcodes, normalised for comparing.
package struct IdentityFacts: Hashable, Sendable {
    package var names: [String]
    /// Digits only, in national form: `0612345678`.
    package var phones: Set<String>
    /// `1234AB`
    package var postcodes: Set<String>

    package init(names: [String] = [], phones: Set<String> = [], postcodes: Set<String> = []) {
        (self.names, self.phones, self.postcodes) = (names, phones, postcodes)
    }

    /// Facts found in free text such as a signature or the letter itself.
    package init(names: [String], in text: String) {
        self.init(names: names)
        let bytes = Array(text.utf8)
        var at = 0
        while at < bytes.count {
            guard isDigit(bytes[at]) || bytes[at] == UInt8(ascii: "+"), at == 0 || !isWordByte(bytes[at - 1]) else {
                at += 1
                continue
            }
            if let (postcode, end) = Self.postcode(bytes, at) {
                postcodes.insert(postcode)
                at = end
            } else {
                let (phone, end) = Self.phone(bytes, at)
                if let phone { phones.insert(phone) }
                at = end
            }
        }
    }

    /// How many of name, telephone and postcode agree with this person.
    package func matches(_ person: Person) -> Int {
        (namesMatch(person.name) ? 1 : 0) + matchesBesideName(person)
    }

    /// How many of telephone and postcode agree with this person.
    package func matchesBesideName(_ person: Person) -> Int {
        (person.phone.flatMap(Self.normalPhone).map(phones.contains) == true ? 1 : 0)
            + (person.postcode.map { postcodes.contains(Self.normalPostcode($0)) } == true ? 1 : 0)
    }

    /// Whether a name fits with its surname: a first name alone tells nothing.
    package func namesMatch(_ name: String) -> Bool {
        let wanted = PersonName(name)
        return names.contains { PersonName($0).sameSurname(wanted) && PersonName($0).fits(wanted) }
    }

    /// The telephone number in national form, or nil when it is none.
    package static func normalPhone(_ text: String) -> String? { phone(Array(text.utf8), 0).phone }
    package static func normalPostcode(_ text: String) -> String { text.filter { !$0.isWhitespace }.uppercased() }

    private static func postcode(_ bytes: [UInt8], _ start: Int) -> (String, Int)? {
        guard start + 6 <= bytes.count, bytes[start] != 0x30, bytes[start..<start + 4].allSatisfy(isDigit) else {
            return nil
        }
        var at = start + 4
        if bytes[at] == 0x20 { at += 1 }
        guard at + 2 <= bytes.count, bytes[at..<at + 2].allSatisfy({ isLetter($0) }),
            at + 2 == bytes.count || !isWordByte(bytes[at + 2])
        else { return nil }
        let code = normalPostcode(String(decoding: bytes[start..<at + 2], as: UTF8.self))
        // "in 2025 is" is no postcode; a citizen's own is rarely in small letters and never spells a word then.
        let isYear = ["19", "20"].contains(code.prefix(2))
        if shortWords.contains(code.suffix(2)), isYear || bytes[at] >= 0x61 { return nil }
        return (code, at + 2)
    }

    private static let shortWords: Set<Substring> = [
        "AF", "AL", "BV", "DE", "EN", "ER", "GA", "HA", "HE", "IK", "IN", "IS", "JA", "JE", "KG", "KM", "ME", "MM",
        "NA", "NU", "OF", "OM", "OP",
        "TE", "TO", "WE", "ZE", "ZO",
    ]

    private static func phone(_ bytes: [UInt8], _ start: Int) -> (phone: String?, end: Int) {
        var (digits, at) = ([UInt8](), start)
        if bytes.indices.contains(at), bytes[at] == UInt8(ascii: "+") { at += 1 }
        let isInternational = at > start
        while at < bytes.count, digits.count < 16 {
            if isDigit(bytes[at]) {
                digits.append(bytes[at])
            } else if let national = national(digits, isInternational) {
                return (national, at)
            } else if !([0x20, 0x2d, 0x28, 0x29, 0x2e].contains(bytes[at]) && at + 1 < bytes.count
                && (isDigit(bytes[at + 1]) || bytes[at + 1] == 0x28 || bytes[at + 1] == 0x20))
            {
                break
            }
            at += 1
        }
        return (national(digits, isInternational), max(at, start + 1))
    }

    /// The ten digits of a complete Dutch number; nil for one that is too long, too short or foreign.
    private static func national(_ digits: [UInt8], _ isInternational: Bool) -> String? {
        let text = String(decoding: digits, as: UTF8.self)
        guard isInternational || text.hasPrefix("0031") else {
            return text.hasPrefix("0") && digits.count == 10 ? text : nil
        }
        guard let country = ["0031", "31"].first(where: text.hasPrefix) else { return nil }
        let rest = text.dropFirst(country.utf8.count).drop { $0 == "0" }
        return rest.utf8.count == 9 ? "0" + rest : nil
    }
}

/// A person's name taken apart for comparing: "de heer J.P. van den Berg" has initials jp and surname berg.
package struct PersonName: Hashable, Sendable {
    package let surname: String
    /// The surname with its particles in one word, as addresses have it: `vandenberg`.
    let joined: String
    /// Given names or initials, folded; a single letter is an initial.
    package let given: [String]

    private static let particles: Set<String> = [
        "de", "van", "den", "der", "ter", "ten", "te", "het", "t", "in", "op", "el", "al", "la", "le", "du", "von",
    ]
    private static let titles: Set<String> = [
        "heer", "dhr", "mevrouw", "mevr", "mw", "mej", "mr", "drs", "ir", "ing", "dr", "prof", "meneer", "fam",
        "familie", "heren", "geachte", "beste",
    ]
    private static let suffixes: Set<String> = ["msc", "bsc", "llm", "mba", "phd", "jr", "sr"]

    package init(_ text: String) {
        let isAddress = text.contains("@")
        let text = String(text.prefix { $0 != "@" && $0 != "(" })
        var parts = words(text)
        if isAddress { parts = parts.map { $0.trimmingDigits }.filter { !$0.isEmpty } }
        // "Berg, J. van den": the surname stands first.
        if let comma = text.firstIndex(of: ",") {
            parts = words(String(text[text.index(after: comma)...])) + words(String(text[..<comma]))
        }
        while parts.count > 1, let last = parts.last, Self.suffixes.contains(last) { parts.removeLast() }
        // "Jansen J.P.": the initials stand last.
        let surnameEnd = (parts.lastIndex { !Self.isInitials($0) } ?? parts.count - 1) + 1
        parts = Array(parts[surnameEnd...] + parts[..<surnameEnd])
        guard let last = parts.last, parts.count > 1 || !Self.titles.contains(last) else {
            (surname, joined, given) = ("", "", []); return
        }
        let front = parts.dropLast()
        let particles = front.reversed().prefix { Self.particles.contains($0) }.reversed()
        (surname, joined) = (last, particles.joined() + last)
        given = front.filter { !Self.particles.contains($0) && !Self.titles.contains($0) }
    }

    /// A single letter, or a few without a vowel between them: `jp`.
    private static func isInitials(_ part: String) -> Bool {
        part.count == 1 || part.count <= 3 && !part.contains { "aeiouy".contains($0) }
    }

    /// Whether both can be the same person's: the same surname (one letter's typing error allowed in a long one), and given
    /// names or initials that do not contradict each other. A single name fits who has it as given name too.
    package func fits(_ other: PersonName) -> Bool {
        guard sameSurname(other) || isGivenName(of: other) || other.isGivenName(of: self) else { return false }
        guard let mine = given.first, let theirs = other.given.first else { return true }
        return mine == theirs || (Self.isInitials(mine) || Self.isInitials(theirs)) && mine.first == theirs.first
    }

    private func isGivenName(of other: PersonName) -> Bool {
        given.isEmpty && surname.count > 1 && other.given.contains(surname)
    }

    package func sameSurname(_ other: PersonName) -> Bool {
        guard surname.count > 1, other.surname.count > 1 else { return false }
        return surname == other.surname || joined == other.joined
            || (surname.count >= 6 && other.surname.count >= 6
                && distance(Array(surname.utf8), Array(other.surname.utf8)) <= 1)
    }
}

extension String {
    fileprivate var trimmingDigits: String { String(reversed().drop { $0.isNumber }.reversed()) }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a }
private func isWordByte(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) || byte >= 0x80 }
