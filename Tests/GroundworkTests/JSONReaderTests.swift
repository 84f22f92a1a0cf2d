// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

struct JSONReaderTests {
    private static let readable: [(String, JSON)] = [
        // RFC 8259
        ("null", .null), ("true", .bool(true)), (" false\n", .bool(false)), ("0", .int(0)), ("-12", .int(-12)),
        ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
        ("9223372036854775808", .double(9_223_372_036_854_775_808)), ("1.5", .double(1.5)),
        ("-2e3", .double(-2000)),
        ("1E+2", .double(100)), ("[]", .array([])), ("{}", .object([])), (#""""#, .string("")),
        (#""é\u00e9\n\t\"\\\/""#, .string("éé\n\t\"\\/")), (#""\ud83d\ude00""#, .string("😀")),
        (#""\ud83dx""#, .string("\u{fffd}x")), (#""\ud83d\u0041""#, .string("\u{fffd}A")),
        (#"[1, [2, {"a": null}]]"#, .array([.int(1), .array([.int(2), .object(["a": .null])])])),
        // JSON5
        ("// only\n/* a\n value */ 1 // here", .int(1)),
        ("{naam: 'x', $b_1: 2,}", .object(["naam": .string("x"), "$b_1": .int(2)])),
        ("{true: 1, 'een twee': 2, één: 3}", .object(["true": .int(1), "een twee": .int(2), "één": .int(3)])),
        ("[1, 2, ]", .array([.int(1), .int(2)])), ("0xFf", .int(255)), ("-0x10", .int(-16)), ("+7", .int(7)),
        (".5", .double(0.5)), ("5.", .double(5)), ("-5.e2", .double(-500)), ("-Infinity", .double(-.infinity)),
        ("'zo\\\n door'", .string("zo door")), (#"'\x41\'"'"#, .string("A'\"")), ("\u{feff}1\u{a0}", .int(1)),
        ("[1]\r\n", .array([.int(1)])),
    ]

    @Test(arguments: readable) func `what JSON5 allows is read`(text: String, value: JSON) throws {
        #expect(try JSON.parse(Array(text.utf8)) == value)
    }

    @Test(arguments: [
        ("", "line 1, column 1: found the end of the text, expected a value"),
        ("{\n  a: 1\n  b: 2\n}", "line 3, column 3: found `b`, expected `,` or `}`"),
        ("[1 2]", "line 1, column 4: found `2`, expected `,` or `]`"),
        ("{a 1}", "line 1, column 4: found `1`, expected `:` after the key `a`"),
        ("{een-twee: 1}", "line 1, column 5: found `-`, expected `:` after the key `een`"),
        ("{, a: 1}", "line 1, column 2: found `,`, expected a key or `}`"),
        ("{1a: 1}", "line 1, column 2: found `1a`, expected a key; one that is no plain word stands in quotes"),
        ("[1,,2]", "line 1, column 4: found `,`, expected a value"),
        ("{a: ja}", "line 1, column 5: found the word `ja`, expected a value; text stands in quotes"),
        ("{a: 'één", "line 1, column 9: found the end of the text, expected `'` that closes the text"),
        ("{a: \"x\n\"}", "line 1, column 7: found the end of the line, expected `\"` that closes the text"),
        ("'\\u12g4'", "line 1, column 6: found `g`, expected 4 hexadecimal digits"),
        ("'\\1'", "line 1, column 2: found `\\1`, expected an escape such as `\\n` or `\\u00e9`"),
        ("1 1", "line 1, column 3: found `1`, expected the end of the text"),
        (
            "{a: 0612345678}",
            "line 1, column 5: found `0612345678`, expected a number without zeros in front; telephone numbers and the like stand in quotes"
        ),
        ("1.2.3", "line 1, column 1: found `1.2.3`, expected a number"),
        ("0x", "line 1, column 1: found `0x`, expected a hexadecimal number"),
        ("0x-1", "line 1, column 1: found `0x-1`, expected a hexadecimal number"),
        ("-", "line 1, column 1: found `-`, expected a number"),
        ("+-1", "line 1, column 1: found `+-1`, expected a number"),
        (".", "line 1, column 1: found `.`, expected a number"),
        ("1e", "line 1, column 1: found `1e`, expected a number"),
        ("2026-01-01", "line 1, column 1: found `2026-01-01`, expected a number"),
        ("/* x", "line 1, column 5: found the end of the text, expected `*/` that closes the comment"),
        ("/x", "line 1, column 1: found `/`, expected a value"),
        ("[\r\n\r\n😀]", "line 3, column 1: found the word `😀`, expected a value; text stands in quotes"),
    ])
    func `a fault is told with its place, what was found and what was expected`(text: String, message: String) {
        #expect { try JSON.parse(Array(text.utf8)) } throws: { "\($0)" == message }
    }

    @Test func `bytes that are not UTF-8 are refused and never guessed`() {
        #expect { try JSON.parse(Array("{\n naam: \"".utf8) + [0xe9] + Array("\"}".utf8)) } throws: {
            "\($0)" == "line 2, column 8: found bytes that are not UTF-8, expected a file saved as UTF-8"
        }
    }

    @Test func `nesting goes to the limit and no deeper`() throws {
        func nested(_ levels: Int) -> [UInt8] {
            Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
        }
        #expect(throws: Never.self) { try JSON.parse(nested(JSON.nestingLimit)) }
        #expect { try JSON.parse(nested(JSON.nestingLimit + 1)) } throws: {
            "\($0)" == "line 1, column 129: found level 129 of nesting, expected at most 128 levels"
        }
        #expect(throws: JSONSyntaxError.self) {
            try JSON.parse(Array(repeating: UInt8(ascii: "["), count: 1_000_000))
        }
    }

    @Test func `every value and key has its place`() throws {
        let text = "// é\n{\n  'één': [1,\n\t'x'], b: { c: null }\n}"
        guard case .object(let members) = try PositionedJSON.parse(Array(text.utf8)).value else {
            Issue.record("no object")
            return
        }
        #expect(members.map(\.key) == ["één", "b"])
        #expect(members.map(\.keyPosition) == [TextPosition(line: 3, column: 3), TextPosition(line: 4, column: 8)])
        #expect(members[0].value.position == TextPosition(line: 3, column: 10))
        guard case .array(let elements) = members[0].value.value, case .object(let inner) = members[1].value.value
        else {
            Issue.record("no list or no object")
            return
        }
        #expect(elements.map(\.position) == [TextPosition(line: 3, column: 11), TextPosition(line: 4, column: 2)])
        #expect(inner.map(\.value.position) == [TextPosition(line: 4, column: 16)])
    }

    @Test func `keys given twice are reported, and the first one counts`() throws {
        let bytes = Array("{a: 1, b: 2,\n a: 3, 'a': 4}".utf8)
        #expect(try PositionedJSON.parse(bytes).duplicateMembers.map(\.keyPosition.line) == [2, 2])
        #expect(try JSON.parse(bytes)["a"] == .int(1))
    }

    @Test(arguments: readable) func `what is written is read back the same`(text: String, value: JSON) throws {
        if case .double(let number) = value, !number.isFinite { return }
        #expect(try JSON.parse(Array(value.text.utf8)) == value)
    }

    @Test func `every way of cutting a text short is a fault or a value and never a crash`() {
        let json = #"{a: [1, -0x1f, .5e+1, "é\u00e9\n", 'x\'' /* c */, true], "b": {c: null,}, // d"#
        let text = Array((json + "\n}").utf8)
        for end in 0..<text.count {
            #expect(throws: JSONSyntaxError.self) { try JSON.parse(Array(text[..<end])) }
            for byte in [0, 0x22, 0x27, 0x5c, 0x7b, 0xff] as [UInt8] {
                var changed = text
                changed[end] = byte
                _ = try? JSON.parse(changed)
            }
        }
    }
}

struct JSONWriterTests {
    @Test func `what is written is stable to the byte, on one line`() {
        let value: JSON = .object([
            "z": .strings(["é", "a\"b\\c\n\r\t\u{1}\u{7f}"]), "a": .object([:]), "n": .orNull(nil),
            "d": .double(0.25), "x": .double(.nan),
            "i": .int(-1), "b": .bool(false),
        ])
        #expect(
            value.text
                == #"{"z": ["é", "a\"b\\c\n\r\t\u0001\u007f"], "a": {}, "n": null, "d": 0.25, "x": null, "i": -1, "b": false}"#
        )
    }
}
