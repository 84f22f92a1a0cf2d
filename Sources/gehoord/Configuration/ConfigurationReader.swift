// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork

/// A key that the configuration knows: where it stands, what it takes, what it is when left out, what it means.
struct ConfigurationKey: Hashable, Sendable {
    /// Such as `mailboxes[].security`.
    let path: String
    let shape: String
    let presence: Presence
    let meaning: String

    enum Presence: Hashable, Sendable {
        case required
        case optional
        case preset(String)
    }
}

/// Collects everything that is wrong with one configuration file, and every key that was asked for.
final class ConfigurationReader {
    let file: String
    private(set) var keys: [ConfigurationKey] = []
    private var found: [(line: Int, problem: Problem)] = []
    private var lines: [String: Int] = [:]

    init(file: String) { self.file = file }

    /// Errors first; each kind in the order of the file, with what concerns no line at the end.
    var problems: [Problem] {
        let sorted = found.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(
            \.element.problem)
        return sorted.filter { $0.severity == .error } + sorted.filter { $0.severity == .warning }
    }

    func declare(_ key: ConfigurationKey) {
        if !keys.contains(where: { $0.path == key.path }) { keys.append(key) }
    }

    /// Remembers where the value at `path` stands, so that later checks can point at it.
    func note(_ path: String, at position: TextPosition) { lines[path] = position.line }

    /// Notes an error at a key, or at the nearest key around it that the file has.
    func error(_ what: String, at path: String, remedy: String) {
        add(what, at: path, now: "gehoord does not start", remedy: remedy, .error)
    }

    func warning(_ what: String, at path: String, now consequence: String, remedy: String) {
        add(what, at: path, now: consequence, remedy: remedy, .warning)
    }

    private func add(
        _ what: String, at path: String, now consequence: String, remedy: String, _ severity: Problem.Severity
    ) {
        let line = line(of: path)
        let place = line.map { "\(file):\($0)" } ?? file
        let problem = Problem(what, at: place, now: consequence, remedy: remedy, severity: severity)
        found.append((line ?? .max, problem))
    }

    /// Adds problems that have no line in this file.
    func add(_ more: [Problem]) { found.append(contentsOf: more.map { (.max, $0) }) }

    private func line(of path: String) -> Int? {
        var path = path[...]
        while true {
            if let line = lines[String(path)] { return line }
            guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
            path = path[..<cut]
        }
    }

    /// The whole file as a value; nil, with the problem noted, when it is no file or no JSON5.
    func root() -> ConfigurationValue? {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            add([
                Problem(
                    "The file is missing or cannot be read", at: file, now: "gehoord does not start",
                    remedy: "Check the path and who may read it")
            ])
            return nil
        }
        do {
            return ConfigurationValue(try PositionedJSON.parse(Array(bytes)), path: "", reader: self)
        } catch {
            add([
                Problem(
                    "Found \(error.found), expected \(error.expected)",
                    at: "\(file):\(error.position.line):\(error.position.column)", now: "gehoord does not start",
                    remedy: "The file is JSON5: keys and values with `:` between them, and commas after each value")
            ])
            return nil
        }
    }
}

/// A value of the file, with its path and the reader that hears of what is wrong with it.
struct ConfigurationValue {
    let node: PositionedJSON
    let path: String
    let reader: ConfigurationReader

    init(_ node: PositionedJSON, path: String, reader: ConfigurationReader) {
        (self.node, self.path, self.reader) = (node, path, reader)
        reader.note(path, at: node.position)
    }

    func isNot(_ expected: String, remedy: String = "") {
        reader.error("`\(path)` is \(found); expected \(expected)", at: path, remedy: remedy)
    }

    private var found: String {
        switch node.value {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .int(let value): "\(value)"
        case .double(let value): "\(value)"
        case .string(let value): "\"\(value)\""
        case .array: "a list"
        case .object: "a group of keys"
        }
    }
}

/// An object of the file, out of which keys are read by name. `finish` reports the keys that nothing asked for.
final class ConfigurationSection {
    let path: String
    let reader: ConfigurationReader
    private let members: [PositionedJSON.Member]
    private let position: TextPosition
    private var known: [String] = []

    /// Nil, with the problem noted, when the value is no object.
    init?(_ value: ConfigurationValue) {
        guard case .object(let members) = value.node.value else {
            value.isNot("a group of keys between { and }")
            return nil
        }
        (path, reader, self.members, position) = (value.path, value.reader, members, value.node.position)
        for member in members { reader.note(path(of: member.key), at: member.keyPosition) }
        for member in value.node.duplicateMembers {
            reader.note(path(of: member.key), at: member.keyPosition)
            reader.error(
                "`\(path(of: member.key))` is given twice", at: path(of: member.key),
                remedy: "Remove one of the two")
        }
    }

    func required<T: Sendable>(_ name: String, _ shape: Shape<T>, _ meaning: String) -> T? {
        declare(name, shape.wording, .required, meaning)
        guard let value = value(name) else {
            reader.error("`\(path(of: name))` is missing; expected \(shape.wording)", at: path, remedy: meaning)
            return nil
        }
        return shape.read(value)
    }

    func optional<T: Sendable>(_ name: String, _ shape: Shape<T>, _ meaning: String) -> T? {
        declare(name, shape.wording, .optional, meaning)
        return value(name).flatMap(shape.read)
    }

    /// The default stands in for a wrong value too, which is an error of its own.
    func value<T: Sendable>(
        _ name: String, _ shape: Shape<T>, default preset: T, as written: String? = nil, _ meaning: String
    ) -> T {
        declare(name, shape.wording, .preset(written ?? "\(preset)"), meaning)
        return value(name).flatMap(shape.read) ?? preset
    }

    /// A group of keys that may be left out, and then has all its defaults.
    func group<T: Sendable>(_ name: String, _ shape: Shape<T>, _ meaning: String) -> T? {
        declare(name, shape.wording, .optional, meaning)
        let nothing = PositionedJSON(value: .object([]), position: position)
        return shape.read(value(name) ?? ConfigurationValue(nothing, path: path(of: name), reader: reader))
    }

    /// A key that looks sensible and is refused, with what to do instead.
    func refuse(_ names: [String], remedy: String) {
        for name in names where value(name) != nil {
            known.append(name)
            reader.error("`\(path(of: name))` stands in the configuration file", at: path(of: name), remedy: remedy)
        }
    }

    /// Warns of keys that have no meaning beside what else was chosen.
    func ignore(_ names: [String], because reason: String) {
        for name in names where value(name) != nil {
            reader.warning(
                "`\(path(of: name))` has no meaning: \(reason)", at: path(of: name), now: "It is ignored",
                remedy: "Remove it")
        }
    }

    func has(_ name: String) -> Bool { value(name) != nil }
    func path(of name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    func finish() {
        for member in members where !known.contains(member.key) {
            let nearest = nearestName(to: member.key, among: known)
            let remedy =
                nearest.map { "Did you mean `\($0)`?" } ?? "Known here: \(known.sorted().joined(separator: ", "))"
            reader.error("`\(path(of: member.key))` is not a known key", at: path(of: member.key), remedy: remedy)
        }
    }

    /// The value of a key; null counts as left out.
    private func value(_ name: String) -> ConfigurationValue? {
        guard let member = members.first(where: { $0.key == name }) else { return nil }
        if case .null = member.value.value { return nil }
        return ConfigurationValue(member.value, path: path(of: name), reader: reader)
    }

    private func declare(_ name: String, _ shape: String, _ presence: ConfigurationKey.Presence, _ meaning: String) {
        known.append(name)
        let generic = path(of: name).split(separator: "[").enumerated()
            .map { $0.offset == 0 ? String($0.element) : "[]" + $0.element.drop { $0 != "]" }.dropFirst() }.joined()
        reader.declare(ConfigurationKey(path: generic, shape: shape, presence: presence, meaning: meaning))
    }
}
