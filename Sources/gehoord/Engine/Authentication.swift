// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Message

/// What the office's own mail server found of a mail's sender (Authentication-Results, RFC 8601).
struct Authentication {
    private let results: [String]

    /// Only the topmost fields count, and only those that begin with the name of our own server: anybody can write the field.
    init(_ message: Message, by server: String) {
        let fields = message.header.prefix { $0.name.lowercased() != "from" }
            .filter { $0.name.lowercased() == "authentication-results" }.map(\.value)
        let own = fields.first { field in
            field.prefix { $0 != ";" }.split(whereSeparator: \.isWhitespace).first?.lowercased() == server.lowercased()
        }
        results =
            own?.split(separator: ";").dropFirst().map {
                $0.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
            } ?? []
    }

    /// DMARC passed, or a DKIM signature or SPF aligned with the sender's domain.
    func isGenuine(domain: String) -> Bool {
        results.contains { result in
            if result.hasPrefix("dmarc=pass") { return true }
            guard result.hasPrefix("dkim=pass") || result.hasPrefix("spf=pass") else { return false }
            return result.split(separator: " ").contains { property in
                guard let value = property.split(separator: "=", maxSplits: 1).dropFirst().first else { return false }
                let name = value.split(separator: "@").last ?? value
                return ["header.d=", "header.i=", "smtp.mailfrom="].contains { property.hasPrefix($0) }
                    && (name == domain || name.hasSuffix("." + domain))
            }
        }
    }
}
