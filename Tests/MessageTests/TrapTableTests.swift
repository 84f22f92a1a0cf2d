// SPDX-License-Identifier: EUPL-1.2
import Testing

/// The traps that mail programs and ticket systems fell into, by number: which fixture pins each that concerns reading, and
/// which room the others are in.
struct TrapTableTests {
    /// The numbers of the fixtures that pin a trap of reading.
    static let fixtures: [Int: [Int]] = [
        3: [14, 124],  // a forward is no follow-up, whatever its prefix
        6: [103],  // Thread-Index is no identity
        8: [104],  // a token in the older mail is no token of this mail's words
        12: [1],  // no Message-ID
        31: [112],  // From is the office itself: a form
        32: [105],  // Reply-To differs from From
        33: [72],  // staff forward a citizen's mail
        34: [71],  // a citizen forwards another's mail
        36: [106],  // the mailbox is named by Delivered-To, not by To
        37: [81],  // a mailing list puts itself into From
        39: [2, 3, 4],  // no From, two, or one that is no address
        40: [83, 113, 114],  // absence without marks or with odd ones
        41: [84],  // Auto-Submitted: no
        42: [83, 114, 115],  // an absence reply is no contact, and talk of a holiday is
        44: [107],  // our own letter comes back
        45: [85],  // a bounce of what we sent
        46: [86, 117],  // a bounce in prose, Return-Path anywhere in the header
        50: [52, 53, 54, 55, 97, 98],  // winmail.dat
        51: [49, 50, 51, 99],  // opaque S/MIME
        52: [10, 24, 25, 26, 27, 28, 121],  // charsets unknown and untrue, binary in a header
        53: [29, 33, 35],  // charset in the markup only, unknown encoding, uuencode
        54: [43, 44, 119],  // names of files
        55: [45, 46],  // invitations
        56: [41, 95, 96],  // enclosed letters, those of Outlook too
        57: [42, 120],  // pictures within the text
        58: [118],  // thousands of links
        59: [58, 61, 77],  // quotes that hide the complaint
        60: [82],  // doubled line ends
        61: [21],  // absurd dates
        62: [13, 108],  // long and folded subjects, emoji, entities
        63: [109, 110],  // what a form sends besides submissions
        64: [111],  // labels that were edited
        65: [111],  // files that are links
        66: [122],  // addresses in capitals, with a tag
        73: [123],  // a command in HTML, above a signature and older mail
        74: [88],  // control fields from outside
    ]

    /// Traps of other rooms: what they do with what was read.
    static let elsewhere: [String: Set<Int>] = [
        "Casework and Filing": [1, 2, 4, 5, 7, 9, 10, 11, 13, 14, 15, 16, 35, 38, 67, 68, 69, 70, 71, 75],
        "Mailbox": [17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30],
        "Correspondence": [43, 47, 48, 49, 72],
    ]

    @Test func `every trap is in one room, and each of reading has its fixtures`() {
        let present = Set(TrapTests.traps.compactMap { Int($0.name.prefix(3)) })
        for (trap, numbers) in Self.fixtures {
            #expect(!numbers.isEmpty)
            for number in numbers { #expect(present.contains(number), "trap \(trap), fixture \(number)") }
        }
        let others = Self.elsewhere.values.flatMap { $0 }
        #expect((Self.fixtures.keys + others).sorted() == Array(1...75))
    }

    @Test func `fixtures are numbered without a gap`() {
        #expect(TrapTests.traps.compactMap { Int($0.name.prefix(3)) } == Array(1...TrapTests.traps.count))
    }
}
