// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

struct FoldedTextTests {
    @Test(arguments: [
        ("Klacht", "klacht"), ("  ÉÉN\r\n\tKlácht ", "een klacht"), ("Özgül", "ozgul"), ("cafe\u{301}", "cafe"),
        ("a\u{a0}b", "a b"), ("", ""),
        (" \n", ""), ("ÇA VA", "ca va"),
    ])
    func `text is compared without case, accents and runs of blanks`(text: String, plain: String) {
        #expect(folded(text) == plain)
        #expect(folded(plain) == plain)
    }

    @Test(arguments: [
        ("Ik heb 2 klachten; d'r gebeurt niets!", ["ik", "heb", "2", "klachten", "d", "r", "gebeurt", "niets"]),
        ("e-mail één", ["e", "mail", "een"]), ("…", []), ("", []),
    ])
    func `words are runs of letters and digits`(text: String, expected: [String]) {
        #expect(words(text) == expected)
    }
}
