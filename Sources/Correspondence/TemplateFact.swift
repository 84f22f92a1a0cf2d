// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// One fact that a letter offers to its templates.
package struct Fact: Hashable, Sendable {
    /// The name between the braces: letters only, the first one small.
    package let name: String
    package let shape: FactShape
    /// May be absent, null or empty; a template then asks for it with a section around it.
    package let isOptional: Bool
    /// One plain sentence for those who edit templates.
    package let meaning: String
    /// What `preview` shows.
    package let example: JSON

    package init(
        _ name: String, _ shape: FactShape, _ meaning: String, _ example: FactValue, isOptional: Bool = false
    ) {
        (self.name, self.shape, self.meaning, self.example) = (name, shape, meaning, example.json)
        self.isOptional = isOptional
    }
}

/// A fact's value as a literal: `"text"`, `3`, `true`, `["field": "text"]` or a list of those.
package struct FactValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, Sendable
{
    package let json: JSON
    package init(stringLiteral text: String) { json = .string(text) }
    package init(integerLiteral number: Int) { json = .int(number) }
    package init(booleanLiteral value: Bool) { json = .bool(value) }
    package init(arrayLiteral items: FactValue...) { json = .array(items.map(\.json)) }
    package init(dictionaryLiteral members: (String, FactValue)...) {
        json = .object(members.map { JSON.Member($0.0, $0.1.json) })
    }
}

/// What a fact looks like, and so what is done to it before it stands in a letter.
package indirect enum FactShape: Hashable, Sendable {
    /// One line of our own making.
    case line
    /// One line out of somebody's mail: citizen numbers are masked.
    case quote
    /// Somebody's own words, line by line: citizen numbers are masked.
    case story
    /// A citizen's name in a greeting; what does not look like a name counts as absent.
    case name
    /// What a citizen entered in a form: citizen numbers masked, links taken out, cut at a length.
    case echo
    case flag
    /// A `mailto:` address for a button. The text part need not show it.
    case link
    case list([Fact])
    /// HTML that is ready; only the layout has it.
    case markup
}

extension Fact {
    /// What is wrong with the facts given: demanded and missing, not declared, of another shape. Empty when all is well.
    static func complaints(about facts: JSON, declared: [Fact], within list: String = "") -> [String] {
        guard case .object(let members) = facts else {
            return ["\(list.isEmpty ? "the facts" : list) must be an object"]
        }
        let prefix = list.isEmpty ? "" : list + "."
        var complaints = declared.flatMap { fact in
            fact.complaints(about: facts[fact.name] ?? .null, named: prefix + fact.name)
        }
        for member in members where !declared.contains(where: { $0.name == member.key }) {
            complaints.append("`\(prefix + member.key)` is not declared")
        }
        return complaints
    }

    private func complaints(about value: JSON, named name: String) -> [String] {
        if value == .null { return isOptional ? [] : ["`\(name)` is missing"] }
        switch shape {
        case .line, .quote, .story, .name, .echo, .markup:
            guard let text = value.factText else { return ["`\(name)` must be text"] }
            return isOptional || !isBlank(text) ? [] : ["`\(name)` is empty"]
        case .link:
            guard let text = value.string, text.hasPrefix("mailto:"), !text.contains(where: \.isWhitespace) else {
                return ["`\(name)` must be a mailto: address"]
            }
            return []
        case .flag:
            return value.bool == nil ? ["`\(name)` must be true or false"] : []
        case .list(let fields):
            guard let items = value.array else { return ["`\(name)` must be a list"] }
            return items.flatMap { Fact.complaints(about: $0, declared: fields, within: name) }
        }
    }
}

extension JSON {
    /// Text, or a whole number as text.
    var factText: String? { string ?? int.map(String.init) }
}
