// SPDX-License-Identifier: EUPL-1.2

/// A mail as a test writes it.
package struct TestLetter: Sendable {
    package var from: String
    package var to: String
    package var subject: String
    package var text: String
    package var messageID: String
    /// Further header lines.
    package var more: [String]

    package init(
        from: String, to: String = OfficeFixture.post, subject: String, text: String, messageID: String,
        more: [String] = []
    ) {
        (self.from, self.to, self.subject, self.text) = (from, to, subject, text)
        (self.messageID, self.more) = (messageID, more)
    }

    /// With LF line ends, as Maildirs keep mail.
    package var raw: String {
        let header = [
            "Return-Path: <\(from)>", "Delivered-To: \(to)", "From: \(from)", "To: \(to)", "Subject: \(subject)",
            "Message-ID: <\(messageID)>", "Date: Tue, 12 May 2026 08:00:00 +0200", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit",
        ]
        return (header + more).joined(separator: "\n") + "\n\n" + text + "\n"
    }

    /// A citizen's letter that everybody would call a complaint about a body.
    package static func complaint(_ number: Int = 1, from: String? = nil) -> TestLetter {
        TestLetter(
            from: from ?? "burger\(number)@postvak.example", subject: "Nog steeds geen antwoord (\(number))",
            text: """
                Geachte ombudsman,

                Ik dien een klacht in over de gemeente. Al drie maanden wacht ik op antwoord op brief \(number). Ik heb zes keer
                gebeld en ben elke keer afgepoeierd. Niemand belt mij terug, hoewel dat steeds is beloofd. Ik vind dit
                schandalig en ik ben er ziek van.

                Burger \(number)
                """, messageID: "brief-\(number)@postvak.example")
    }
}
