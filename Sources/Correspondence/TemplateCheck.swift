// SPDX-License-Identifier: EUPL-1.2
import Groundwork

extension Template {
    /// What this template asks for that its letter does not offer, or not in that way.
    func faults(offered: [Fact]) -> [Fault] { Template.faults(pieces, [offered], asked: []) }

    /// The names that stand in the text, those of list fields as `list.field`; flags and mere questions are not counted.
    func namesShown(offered: [Fact]) -> Set<String> { Template.names(pieces, [("", offered)]) }

    private static func faults(_ pieces: [Piece], _ scopes: [[Fact]], asked: Set<String>) -> [Fault] {
        pieces.flatMap { piece -> [Fault] in
            switch piece {
            case .text: []
            case .fact(let name, let line): fault(name, line, scopes, asked: asked).map { [$0] } ?? []
            case .section(let section): faults(section, scopes, asked: asked)
            }
        }
    }

    private static func faults(_ section: Section, _ scopes: [[Fact]], asked: Set<String>) -> [Fault] {
        guard let fact = find(section.name, in: scopes) else {
            return [unknown(section.name, section.line, scopes)]
        }
        switch (section.kind, fact.shape) {
        case (.whenPresent, .list(let fields)): return faults(section.content, scopes + [fields], asked: asked)
        case (.whenAny, .list), (.whenAbsent, _): return faults(section.content, scopes, asked: asked)
        case (.whenPresent, _): return faults(section.content, scopes, asked: asked.union([section.name]))
        case (.whenAny, _):
            return [
                Fault(
                    line: section.line, what: "`\(section.name)` is not a list",
                    remedy: "Write `{{#\(section.name)}}` without `?`")
            ]
        }
    }

    private static func fault(_ name: String, _ line: Int, _ scopes: [[Fact]], asked: Set<String>) -> Fault? {
        guard let fact = find(name, in: scopes) else { return unknown(name, line, scopes) }
        switch fact.shape {
        case .flag, .list:
            return Fault(
                line: line, what: "`\(name)` is not text", remedy: "Use it as a section: {{#\(name)}}…{{/\(name)}}"
            )
        case .line, .quote, .story, .name, .echo, .link, .markup:
            guard fact.isOptional, !asked.contains(name) else { return nil }
            return Fault(
                line: line, what: "`\(name)` may be absent and would leave a hole in the sentence",
                remedy: "Put {{#\(name)}}…{{/\(name)}} around it")
        }
    }

    private static func find(_ name: String, in scopes: [[Fact]]) -> Fact? {
        scopes.reversed().lazy.flatMap { $0 }.first { $0.name == name }
    }

    private static func unknown(_ name: String, _ line: Int, _ scopes: [[Fact]]) -> Fault {
        let known = scopes.flatMap { $0.map(\.name) }
        let list = scopes.joined().first { fact in
            if case .list(let fields) = fact.shape { fields.contains { $0.name == name } } else { false }
        }
        let remedy =
            list.map { "It belongs between {{#\($0.name)}} and {{/\($0.name)}}" }
            ?? nearestName(to: name, among: known).map { "Did you mean `\($0)`?" }
            ?? "This letter knows: \(known.sorted().joined(separator: ", "))"
        return Fault(line: line, what: "unknown placeholder `\(name)`", remedy: remedy)
    }

    private static func names(_ pieces: [Piece], _ scopes: [(prefix: String, facts: [Fact])]) -> Set<String> {
        pieces.reduce(into: []) { names, piece in
            switch piece {
            case .text: break
            case .fact(let name, _):
                guard let scope = scopes.last(where: { $0.facts.contains { $0.name == name } }) else { return }
                if scope.facts.contains(where: { $0.name == name && $0.shape != .link }) {
                    names.insert(scope.prefix + name)
                }
            case .section(let section):
                let fact = find(section.name, in: scopes.map(\.facts))
                if section.kind == .whenPresent, case .list(let fields)? = fact?.shape {
                    names.formUnion(Template.names(section.content, scopes + [(section.name + ".", fields)]))
                } else {
                    names.formUnion(Template.names(section.content, scopes))
                }
            }
        }
    }
}
