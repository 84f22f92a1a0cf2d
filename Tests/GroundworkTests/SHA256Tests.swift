// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

struct SHA256Tests {
    @Test(arguments: [
        // FIPS 180-4 and its examples.
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func `published messages have their published digests`(message: String, digest: String) {
        #expect(hex(SHA256.hash(Array(message.utf8))) == digest)
    }

    @Test func `a million letters a have their published digest`() {
        #expect(
            hex(SHA256.hash(Array(repeating: UInt8(ascii: "a"), count: 1_000_000)))
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    /// The lengths around which padding needs another block.
    @Test(arguments: [
        (55, "d5e28568"), (56, "04c26261"), (57, "ae14a256"), (63, "75220b47"), (64, "7ce10097"), (65, "9537c5fd"),
        (119, "000b48d4"), (120, "13f05a0b"), (121, "79072a47"),
    ])
    func `padding is right around the end of a block`(length: Int, start: String) {
        #expect(hex(SHA256.hash(Array(repeating: UInt8(ascii: "x"), count: length)).prefix(4)) == start)
    }

    /// RFC 4231, test cases 1 to 4, 6 and 7.
    @Test(
        arguments: [
            (
                Array(repeating: 0x0b, count: 20), Array("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                Array(repeating: 0xaa, count: 20), Array(repeating: 0xdd, count: 50),
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
            ),
            (
                Array(1...25), Array(repeating: 0xcd, count: 50),
                "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
            ),
            (
                Array(repeating: 0xaa, count: 131),
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
            (
                Array(repeating: 0xaa, count: 131),
                Array(
                    "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm."
                        .utf8),
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
            ),
        ] as [([UInt8], [UInt8], String)])
    func `published keyed messages have their published digests`(key: [UInt8], message: [UInt8], digest: String) {
        #expect(hex(SHA256.hmac(key: key, message)) == digest)
    }
}

struct SealTests {
    private let seal = Seal(key: Array("geheim".utf8))

    @Test func `a token is the keyed digest of its parts, in 26 letters and digits`() {
        #expect(seal.token("2026.00001", "a@b.example") == "6ej72oyqrpdutlo6td23cvh4g4")
    }

    @Test func `tokens differ by key, part, order and where one part ends`() {
        let tokens = [
            seal.token("ab", "c"), seal.token("a", "bc"), seal.token("c", "ab"), seal.token("ab", "c", ""),
            seal.token("abc"), seal.token(),
            Seal(key: Array("geheiM".utf8)).token("ab", "c"),
        ]
        #expect(Set(tokens).count == tokens.count)
        #expect(
            tokens.allSatisfy {
                $0.utf8.count == 26 && $0.allSatisfy { "abcdefghijklmnopqrstuvwxyz234567".contains($0) }
            })
    }
}
