// SPDX-License-Identifier: EUPL-1.2
import Groundwork

extension Template {
    enum Form: Sendable {
        case plain
        /// Everything but ready markup is escaped; the lines of a story are parted by `<br>`.
        case html
    }

    /// Declared facts with their values; the innermost comes last.
    struct Scope {
        let declared: [Fact]
        let values: JSON
    }

    /// Fills in facts that have been compared with their declaration; a name that nobody declares leaves nothing.
    func filled(with values: JSON, declared: [Fact], as form: Form) -> String {
        var out = ""
        Template.write(pieces, [Scope(declared: declared, values: values)], form, to: &out)
        return out
    }

    private static func write(_ pieces: [Piece], _ scopes: [Scope], _ form: Form, to out: inout String) {
        for piece in pieces {
            switch piece {
            case .text(let text): out += text
            case .fact(let name, _):
                guard let (fact, value) = find(name, in: scopes) else { continue }
                write(fact.shape, presentable(value.factText ?? "", fact.shape), form, to: &out)
            case .section(let section):
                guard let (fact, value) = find(section.name, in: scopes) else { continue }
                write(section, fact, value, scopes, form, to: &out)
            }
        }
    }

    private static func write(
        _ section: Section, _ fact: Fact, _ value: JSON, _ scopes: [Scope], _ form: Form, to out: inout String
    ) {
        switch section.kind {
        case .whenAbsent, .whenAny:
            if isPresent(fact, value) == (section.kind == .whenAny) {
                write(section.content, scopes, form, to: &out)
            }
        case .whenPresent:
            if case .list(let fields) = fact.shape {
                for item in value.array ?? [] {
                    write(section.content, scopes + [Scope(declared: fields, values: item)], form, to: &out)
                }
            } else if isPresent(fact, value) {
                write(section.content, scopes, form, to: &out)
            }
        }
    }

    private static func find(_ name: String, in scopes: [Scope]) -> (Fact, JSON)? {
        for scope in scopes.reversed() {
            if let fact = scope.declared.first(where: { $0.name == name }) {
                return (fact, scope.values[name] ?? .null)
            }
        }
        return nil
    }

    private static func isPresent(_ fact: Fact, _ value: JSON) -> Bool {
        switch fact.shape {
        case .flag: value.bool == true
        case .list: value.array?.isEmpty == false
        case .line, .quote, .story, .name, .echo, .link, .markup:
            !presentable(value.factText ?? "", fact.shape).isEmpty
        }
    }

    /// In plain text, what stands before a fact on its line (`> `, an indent) is repeated before each further line of it.
    private static func write(_ shape: FactShape, _ text: String, _ form: Form, to out: inout String) {
        switch form {
        case .plain:
            let margin = out[(out.lastIndex(of: "\n").map(out.index(after:)) ?? out.startIndex)...]
            out += text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n" + margin)
        case .html where shape == .markup: out += text
        case .html:
            out += escapedForHTML(text).split(separator: "\n", omittingEmptySubsequences: false).joined(
                separator: "<br>\n")
        }
    }
}
