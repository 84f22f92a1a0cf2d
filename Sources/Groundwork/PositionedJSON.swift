// SPDX-License-Identifier: EUPL-1.2

/// Where in a text something stands, both counted from 1; columns count characters.
package struct TextPosition: Hashable, Sendable {
    package let line: Int
    package let column: Int
    package init(line: Int, column: Int) { (self.line, self.column) = (line, column) }
}

/// What is wrong with a JSON text, and where.
package struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    package let position: TextPosition
    package let found: String
    package let expected: String

    package var description: String {
        "line \(position.line), column \(position.column): found \(found), expected \(expected)"
    }
}

/// A JSON value with the place where it begins, for files that people edit.
package struct PositionedJSON: Sendable {
    package enum Value: Sendable {
        case null
        case bool(Bool)
        case int(Int)
        case double(Double)
        case string(String)
        case array([PositionedJSON])
        /// In the order of the file, members whose key came before included.
        case object([Member])
    }

    package struct Member: Sendable {
        package let key: String
        package let keyPosition: TextPosition
        package let value: PositionedJSON
    }

    package let value: Value
    package let position: TextPosition

    package init(value: Value, position: TextPosition) { (self.value, self.position) = (value, position) }

    /// Reads one JSON5 value; RFC 8259 is a subset of it.
    package static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> PositionedJSON {
        try JSONReader<Self>.read(bytes)
    }

    /// The members whose key an earlier member of the same object has too.
    package var duplicateMembers: [Member] {
        guard case .object(let members) = value else { return [] }
        var seen: Set<String> = []
        return members.filter { !seen.insert($0.key).inserted }
    }
}

extension JSON {
    /// How deep arrays and objects may stand in each other: far more than any file of ours, far less than the stack holds.
    package static let nestingLimit = 128

    /// Reads one JSON5 value; RFC 8259 is a subset of it. Of a key given twice the subscript sees the first.
    package static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSON { try JSONReader<Self>.read(bytes) }
}

/// What the reader builds: a plain tree, or one with positions.
protocol JSONNode {
    associatedtype Member
    static func leaf(_ value: JSON, at position: @autoclosure () -> TextPosition) -> Self
    static func array(_ values: [Self], at position: @autoclosure () -> TextPosition) -> Self
    static func object(_ members: [Member], at position: @autoclosure () -> TextPosition) -> Self
    static func member(_ key: String, at position: @autoclosure () -> TextPosition, _ value: Self) -> Member
}

extension JSON: JSONNode {
    static func leaf(_ value: JSON, at position: @autoclosure () -> TextPosition) -> JSON { value }
    static func array(_ values: [JSON], at position: @autoclosure () -> TextPosition) -> JSON { .array(values) }
    static func object(_ members: [Member], at position: @autoclosure () -> TextPosition) -> JSON {
        .object(members)
    }
    static func member(_ key: String, at position: @autoclosure () -> TextPosition, _ value: JSON) -> Member {
        Member(key, value)
    }
}

extension PositionedJSON: JSONNode {
    static func leaf(_ value: JSON, at position: @autoclosure () -> TextPosition) -> PositionedJSON {
        let value: Value =
            switch value {
            case .bool(let bool): .bool(bool)
            case .int(let int): .int(int)
            case .double(let double): .double(double)
            case .string(let string): .string(string)
            case .null, .array, .object: .null
            }
        return PositionedJSON(value: value, position: position())
    }
    static func array(_ values: [Self], at position: @autoclosure () -> TextPosition) -> PositionedJSON {
        PositionedJSON(value: .array(values), position: position())
    }
    static func object(_ members: [Member], at position: @autoclosure () -> TextPosition) -> PositionedJSON {
        PositionedJSON(value: .object(members), position: position())
    }
    static func member(_ key: String, at position: @autoclosure () -> TextPosition, _ value: Self) -> Member {
        Member(key: key, keyPosition: position(), value: value)
    }
}
