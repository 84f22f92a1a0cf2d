// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// A letter's text with places for facts, a subset of Mustache: `{{fact}}`; `{{#fact}}…{{/fact}}` when present or true,
/// or once for each item of a list, whose fields are then in scope; `{{^fact}}…{{/fact}}` when absent, false or empty.
/// One addition: `{{#list?}}…{{/list?}}` once when a list has items.
/// A line that holds nothing but section tags disappears with its line end. A tag stands on one line.
struct Template: Sendable {
    indirect enum Piece: Sendable {
        case text(String)
        case fact(String, line: Int)
        case section(Section)
    }

    struct Section: Sendable {
        let name: String
        let kind: SectionKind
        let line: Int
        var content: [Piece] = []
    }

    enum SectionKind: String, Sendable {
        case whenPresent = "#"
        case whenAbsent = "^"
        /// `{{#list?}}`: once, however many items.
        case whenAny = "?"
    }

    /// What is wrong on a line of the template, for a `Problem`.
    struct Fault: Error, Hashable {
        let line: Int
        let what: String
        let remedy: String
    }

    let pieces: [Piece]

    /// `firstLine` is the number of the source's first line in its file.
    init(_ source: some StringProtocol, firstLine: Int = 1) throws(Fault) {
        var open: [Section] = []
        var done: [Piece] = []
        func add(_ piece: Piece) {
            if open.isEmpty { done.append(piece) } else { open[open.count - 1].content.append(piece) }
        }
        let rows = source.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (i, row) in rows.enumerated() {
            let line = firstLine + i
            let tokens = try Token.tokens(of: row, line: line)
            let vanishes =
                tokens.contains(where: \.isSection) && tokens.allSatisfy { $0.isSection || $0.isBlankText }
            for token in tokens {
                switch token {
                case .text(let text): if !vanishes { add(.text(String(text))) }
                case .fact(let name): add(.fact(name, line: line))
                case .open(let name, let kind): open.append(Section(name: name, kind: kind, line: line))
                case .close(let name):
                    guard let section = open.popLast() else {
                        throw Fault(
                            line: line, what: "`{{/\(name)}}` closes nothing",
                            remedy: "Remove it, or open the section first")
                    }
                    guard section.tagName == name else {
                        throw Fault(
                            line: line,
                            what:
                                "`{{/\(name)}}` stands where `{{/\(section.tagName)}}` must close line \(section.line)",
                            remedy: "Close sections in the reverse order of opening")
                    }
                    add(.section(section))
                }
            }
            if !vanishes, i < rows.count - 1 { add(.text("\n")) }
        }
        if let section = open.last {
            throw Fault(
                line: section.line, what: "section `\(section.name)` is never closed",
                remedy: "Add `{{/\(section.tagName)}}`")
        }
        pieces = done
    }
}

extension Template.Section {
    var tagName: String { kind == .whenAny ? name + "?" : name }
}

/// A run of text or a tag, on one line.
private enum Token {
    case text(Substring)
    case fact(String)
    case open(String, Template.SectionKind)
    case close(String)

    var isSection: Bool {
        switch self {
        case .open, .close: true
        case .text, .fact: false
        }
    }
    var isBlankText: Bool { if case .text(let text) = self { isBlank(String(text)) } else { false } }

    static func tokens(of row: some StringProtocol, line: Int) throws(Template.Fault) -> [Token] {
        var tokens: [Token] = []
        var rest = Substring(row)
        while let start = rest.firstRange(of: "{{") {
            if start.lowerBound > rest.startIndex { tokens.append(.text(rest[..<start.lowerBound])) }
            guard let end = rest[start.upperBound...].firstRange(of: "}}") else {
                throw Template.Fault(
                    line: line, what: "`{{` without `}}`", remedy: "Close the placeholder on the same line")
            }
            tokens.append(try token(String(rest[start.upperBound..<end.lowerBound]), line: line))
            rest = rest[end.upperBound...]
        }
        if !rest.isEmpty { tokens.append(.text(rest)) }
        return tokens
    }

    private static func token(_ tag: String, line: Int) throws(Template.Fault) -> Token {
        let tag = oneLine(tag)
        let sign = tag.first.flatMap { "#^/".contains($0) ? $0 : nil }
        var name = oneLine(String(sign == nil ? tag[...] : tag.dropFirst()))
        let asksForAny = sign == "#" && name.hasSuffix("?")
        if asksForAny { name.removeLast() }
        let plain = sign == "/" && name.hasSuffix("?") ? String(name.dropLast()) : name
        guard !plain.isEmpty, plain.allSatisfy(\.isLetter) else {
            throw Template.Fault(
                line: line, what: "`{{\(tag)}}` is not a placeholder",
                remedy: "Use {{fact}}, {{#fact}}, {{^fact}}, {{#list?}} or {{/fact}}")
        }
        return switch sign {
        case "#": .open(name, asksForAny ? .whenAny : .whenPresent)
        case "^": .open(name, .whenAbsent)
        case "/": .close(name)
        default: .fact(name)
        }
    }
}
