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
        (namesMatch(person.name) ? 1 : 0)
            + (person.phone.flatMap(Self.normalPhone).map(phones.contains) == true ? 1 : 0)
            + (person.postcode.map { postcodes.contains(Self.normalPostcode($0)) } == true ? 1 : 0)
    }

    package func namesMatch(_ name: String) -> Bool { names.contains { PersonName($0).fits(PersonName(name)) } }

    /// The telephone number in national form, or nil when it is none.
    package static func normalPhone(_ text: String) -> String? { phone(Array(text.utf8), 0).phone }
    package static func normalPostcode(_ text: String) -> String { text.filter { !$0.isWhitespace }.uppercased() }

    private static func postcode(_ bytes: [UInt8], _ start: Int) -> (String, Int)? {
        guard start + 6 <= bytes.count, bytes[start] != 0x30, bytes[start..<start + 4].allSatisfy(isDigit) else { return nil }
        var at = start + 4
        if bytes[at] == 0x20 { at += 1 }
        guard at + 2 <= bytes.count, bytes[at..<at + 2].allSatisfy({ isLetter($0) }),
            at + 2 == bytes.count || !isWordByte(bytes[at + 2])
        else { return nil }
        return (normalPostcode(String(decoding: bytes[start..<at + 2], as: UTF8.self)), at + 2)
    }

    private static func phone(_ bytes: [UInt8], _ start: Int) -> (phone: String?, end: Int) {
        var (digits, at) = ([UInt8](), start)
        if bytes.indices.contains(at), bytes[at] == UInt8(ascii: "+") { at += 1 }
        let international = at > start
        while at < bytes.count, digits.count < 16 {
            if isDigit(bytes[at]) {
                digits.append(bytes[at])
            } else if !([0x20, 0x2d, 0x28, 0x29, 0x2e].contains(bytes[at]) && at + 1 < bytes.count
                && (isDigit(bytes[at + 1]) || bytes[at + 1] == 0x28 || bytes[at + 1] == 0x20)) {
                break
            }
            at += 1
        }
        at = max(at, start + 1)
        let text = String(decoding: digits, as: UTF8.self)
        if international, text.hasPrefix("31") {
            let rest = text.dropFirst(2).drop { $0 == "0" }
            return (rest.utf8.count == 9 ? "0" + rest : nil, at)
        }
        if text.hasPrefix("0031"), text.utf8.count == 13 { return ("0" + text.dropFirst(4), at) }
        return (text.hasPrefix("0") && text.utf8.count == 10 ? text : nil, at)
    }
}

/// A person's name taken apart for comparing: "de heer J.P. van den Berg" has initials jp and surname berg.
package struct PersonName: Hashable, Sendable {
    package let surname: String
    /// Given names or initials, folded; a single letter is an initial.
    package let given: [String]

    private static let titles: Set<String> = [
        "de", "heer", "dhr", "mevrouw", "mevr", "mw", "mej", "mr", "drs", "ir", "ing", "dr", "prof", "van", "den", "der", "ter", "ten",
        "te", "het", "t", "in", "op", "el", "al", "la", "le", "du", "von", "meneer", "fam", "familie", "heren", "geachte", "beste",
    ]

    package init(_ text: String) {
        var parts = words(text.contains("@") ? String(text.prefix { $0 != "@" }) : text)
        // "Berg, J. van den": the surname stands first.
        if let comma = text.firstIndex(of: ","), !text.contains("@") {
            let front = words(String(text[..<comma]))
            parts = words(String(text[text.index(after: comma)...])) + front
        }
        let kept = parts.filter { !Self.titles.contains($0) }
        surname = text.contains("@") ? Self.withoutParticles(kept.last ?? "") : kept.last ?? ""
        given = Array(kept.dropLast())
    }

    /// The surname of an address such as `m.vandenakker@`, where the particles are written together with it.
    private static func withoutParticles(_ name: String) -> String {
        let particles = ["vanden", "vander", "vande", "vant", "van", "den", "der", "ter", "ten"]
        guard let particle = particles.first(where: { name.hasPrefix($0) && name.count >= $0.count + 3 }) else { return name }
        return String(name.dropFirst(particle.count))
    }

    /// Whether both can be the same person's: the same surname (one letter's typing error allowed in a long one), and given
    /// names or initials that do not contradict each other.
    package func fits(_ other: PersonName) -> Bool {
        guard sameSurname(other) || other.given.contains(surname) && given.isEmpty else { return false }
        guard let mine = given.first, let theirs = other.given.first else { return true }
        return mine == theirs || (mine.count == 1 || theirs.count == 1 || mine.count <= 3 && theirs.count > 3) && mine.first == theirs.first
    }

    package func sameSurname(_ other: PersonName) -> Bool {
        guard surname.count > 1, other.surname.count > 1 else { return false }
        return surname == other.surname
            || (surname.count >= 6 && other.surname.count >= 6 && distance(Array(surname.utf8), Array(other.surname.utf8)) <= 1)
    }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a }
private func isWordByte(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) || byte >= 0x80 }
