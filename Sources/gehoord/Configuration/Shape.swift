// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// What the value of a key looks like: how an operator is told, and how it is read. A wrong value is noted and gives nil.
struct Shape<Value: Sendable>: Sendable {
    let wording: String
    let read: @Sendable (ConfigurationValue) -> Value?

    /// A shape that needs no more than a test of the value.
    init(_ wording: String, _ read: @escaping @Sendable (PositionedJSON.Value) -> Value?) {
        self.wording = wording
        self.read = { value in
            guard let read = read(value.node.value) else {
                value.isNot(wording)
                return nil
            }
            return read
        }
    }

    init(wording: String, read: @escaping @Sendable (ConfigurationValue) -> Value?) {
        (self.wording, self.read) = (wording, read)
    }

    /// The same, read on into something else; `wording` tells what is wanted.
    func then<Other: Sendable>(_ wording: String, _ change: @escaping @Sendable (Value) -> Other?) -> Shape<Other> {
        Shape<Other>(wording: wording) { value in
            guard let read = read(value) else { return nil }
            guard let changed = change(read) else {
                value.isNot(wording)
                return nil
            }
            return changed
        }
    }
}

extension Shape where Value == String {
    /// Text that is not blank.
    static var text: Shape {
        Shape("a text in quotes") {
            if case .string(let text) = $0, text.contains(where: { !$0.isWhitespace }) { text } else { nil }
        }
    }

    /// A mail address, in lower case.
    static var address: Shape {
        text.then("a mail address such as \"post@ombudsman.example\"") { text in
            let parts = text.split(separator: "@", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, isHostName(String(parts[1])), parts[1].contains("."),
                !text.contains(where: { $0.isWhitespace || "<>(),;:\"\\".contains($0) })
            else { return nil }
            return text.lowercased()
        }
    }

    /// The domain of mail addresses, in lower case.
    static var domain: Shape {
        text.then("a domain such as \"ombudsman.example\"") {
            isHostName($0) && $0.contains(".") ? $0.lowercased() : nil
        }
    }

    /// A host name or an IP address.
    static var host: Shape {
        text.then("a host name such as \"imap.ombudsman.example\"") { text in
            isHostName(text) || text.contains(":") && text.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
                ? text : nil
        }
    }

    /// A path; a relative one starts at `folder`.
    static func path(in folder: String) -> Shape {
        text.then("a path") { $0.hasPrefix("/") ? $0 : folder + "/" + $0 }
    }
}

private func isHostName(_ text: String) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
        !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
            && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    }
}

extension Shape where Value == Bool {
    static var flag: Shape { Shape("true or false") { if case .bool(let flag) = $0 { flag } else { nil } } }
}

extension Shape where Value == Int {
    static func integer(_ range: ClosedRange<Int>) -> Shape {
        Shape("a whole number from \(range.lowerBound) to \(range.upperBound)") {
            if case .int(let number) = $0, range.contains(number) { number } else { nil }
        }
    }
}

extension Shape where Value == CalendarDay {
    static var day: Shape {
        Shape<String>.text.then("a day such as \"2026-12-24\"") { CalendarDay(iso: $0) }
    }
}

extension Shape where Value == Moment {
    static var moment: Shape {
        Shape<String>.text.then("a day, or a moment such as \"2026-09-01T08:30\" (Dutch time)") { Moment(iso: $0) }
    }
}

extension Shape where Value == TimeOfDay {
    static var time: Shape { Shape<String>.text.then("a time such as \"08:30\"") { TimeOfDay($0) } }
}

extension Shape {
    /// One of a few names.
    static func choice(_ names: [(name: String, value: Value)]) -> Shape {
        let known = names.map(\.name)
        let wording = listed(known.map { "\"\($0)\"" })
        return Shape(wording: wording) { value in
            guard case .string(let text) = value.node.value else {
                value.isNot(wording)
                return nil
            }
            if let match = names.first(where: { $0.name == text }) { return match.value }
            value.isNot(
                wording, remedy: nearestName(to: text, among: known).map { "Did you mean \"\($0)\"?" } ?? "")
            return nil
        }
    }

    /// A list; nil when one of its elements is wrong, after all of them were read.
    static func list<Element: Sendable>(of element: Shape<Element>, wording: String? = nil) -> Shape
    where Value == [Element] {
        Shape(wording: wording ?? "a list, each \(element.wording)") { value in
            guard case .array(let nodes) = value.node.value else {
                value.isNot("a list between [ and ]")
                return nil
            }
            let elements = nodes.enumerated().map { index, node in
                element.read(ConfigurationValue(node, path: "\(value.path)[\(index)]", reader: value.reader))
            }
            let good = elements.compactMap(\.self)
            return good.count == elements.count ? good : nil
        }
    }

    /// One element, or a list of them.
    static func oneOrMore<Element: Sendable>(_ element: Shape<Element>) -> Shape where Value == [Element] {
        Shape(wording: "\(element.wording), or a list of them") { value in
            if case .array = value.node.value { return Shape.list(of: element).read(value) }
            return element.read(value).map { [$0] }
        }
    }

    /// A group of keys.
    static func section(_ read: @escaping @Sendable (ConfigurationSection) -> Value?) -> Shape {
        Shape(wording: "a group of keys between { and }") { value in
            guard let section = ConfigurationSection(value) else { return nil }
            let result = read(section)
            section.finish()
            return result
        }
    }
}

extension Shape where Value: RawRepresentable<String> & CaseIterable {
    /// One of the raw values of an enum.
    static var name: Shape { choice(Value.allCases.map { ($0.rawValue, $0) }) }
}

/// `a, b or c`
func listed(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
}
