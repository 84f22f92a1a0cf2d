// SPDX-License-Identifier: EUPL-1.2

/// A sparse row of hashed features: the hash of each, of which a head takes as many bits as it has, and how strongly it is present.
struct FeatureVector: Sendable {
    struct Feature: Hashable, Sendable {
        let place: UInt32
        var value: Float
    }
    private(set) var features: [Feature] = []
    private var groupStart = 0

    init() { features.reserveCapacity(512) }

    /// Adds a feature under a tag, so that the same word in another role is another feature.
    mutating func add(_ tag: FeatureTag, _ hash: UInt64, _ value: Float = 1) {
        var mixed = (hash &+ UInt64(tag.rawValue) &* 0x9e37_79b9_7f4a_7c15) &* 0xff51_afd7_ed55_8ccd
        mixed ^= mixed >> 32
        features.append(Feature(place: UInt32(truncatingIfNeeded: mixed), value: value))
    }

    /// Gives what was added since the last call one length together, so that a long sentence does not shout down a short one.
    mutating func closeGroup(length: Float) {
        let square = features[groupStart...].reduce(Float(0)) { $0 + $1.value * $1.value }
        if square > 0 {
            let factor = length / square.squareRoot()
            for i in groupStart..<features.count { features[i].value *= factor }
        }
        groupStart = features.count
    }

    /// Ends a group without giving it a length.
    mutating func closeGroup() { groupStart = features.count }
}

/// The role in which something is seen.
enum FeatureTag: UInt8 {
    case word = 1
    case pair, skip, characters, negated, cue, cuePair, evidence, body, form, first, last, shouted, position
    case wordBefore, wordAfter, language, span
    case letterWord, letterPair, letterCharacters, letterTopic, subjectWord
    case heardWord, heardPair, heardCharacters, rule
    case broad, broadPair, triple, letterBroad, letterBroadPair, letterTriple, letterSkip
}

/// Kinds of features that can be left out, to see what each is worth.
struct FeatureGroups: OptionSet, Hashable, Sendable {
    let rawValue: Int
    static let pairs = Self(rawValue: 1)
    static let characters = Self(rawValue: 2)
    static let neighbours = Self(rawValue: 4)
    static let form = Self(rawValue: 8)
    static let all: Self = [.pairs, .characters, .neighbours, .form]
}

/// FNV-1a over bytes; digits all count as one, so that an amount or a year is known by its shape.
struct WordHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325
    mutating func take(_ byte: UInt8) {
        let byte = byte >= 0x30 && byte <= 0x39 ? 0x30 : byte
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    static func of(_ word: some StringProtocol) -> UInt64 {
        var hash = WordHash()
        for byte in word.utf8 { hash.take(byte) }
        return hash.value
    }

    static func of(_ a: UInt64, _ b: UInt64) -> UInt64 { (a &* 0x9e37_79b9_7f4a_7c15) ^ (b &+ (a >> 29)) }
}
