// SPDX-License-Identifier: EUPL-1.2

/// Recognises a form mail and reads its fields: by a configured profile, else by the marks of the systems in use
/// (DOMAIN §9a). Who the form names as its sender is what a visitor typed: a claim, never a proof.
struct FormReader {
    let profiles: [FormProfile]

    private struct Found {
        var layout: String
        var fields: [FormSubmission.Field]
        var sender: EmailAddress?
        /// The whole message, of a form without labels.
        var bare: String?
    }

    func read(_ body: BodyText, of message: Message) -> FormSubmission? {
        let profile = profiles.first { matches($0, message) }
        var labels = FormLabels(profile?.labels)
        guard
            let found = drupalContact(body, labels) ?? openForms(body, message, labels) ?? drupalWebform(body, labels)
                ?? gravity(body, labels) ?? profile.flatMap({ labelled(body, labels, $0) })
                ?? contactForm7(body, profile, message)
        else { return nil }
        if profile == nil, found.layout == "contact-form-7" { labels = FormLabels(ContactForm7.labels) }
        return submission(found, labels, message)
    }

    /// A profile that names no sender and no subject takes any mail that has its labels.
    private func matches(_ profile: FormProfile, _ message: Message) -> Bool {
        let isFrom = profile.from.map { wanted in message.from.contains { $0.key == wanted.lowercased() } } ?? true
        let isSubject =
            profile.subjectPrefix.map { message.bareSubject.lowercased().hasPrefix($0.lowercased()) } ?? true
        return isFrom && isSubject && !message.isReply && !message.isForward
    }

    private func drupalContact(_ body: BodyText, _ labels: FormLabels) -> Found? {
        guard let opening = DrupalContactForm.opening(body.lines) else { return nil }
        let rest = body.lines[opening.end...]
        let fields = LabelledFields.onTwoLines(rest, labels: labels)
        let hasLabels = fields.contains { labels.isExactly($0.label) }
        return Found(
            layout: "drupal-contact", fields: hasLabels ? fields : [], sender: opening.sender,
            bare: hasLabels ? nil : rest.text)
    }

    /// Open Forms marks its mails with fields of its own; their text can be edited, so the header is the sure sign.
    private func openForms(_ body: BodyText, _ message: Message, _ labels: FormLabels) -> Found? {
        let isMarked = message.field("x-of-content-type").map { $0.lowercased().contains("submission") } ?? false
        let start = body.lines.prefix(8).firstIndex { line in
            let text = Phrase(folding: line.prefix(80))
            return text.hasPrefix("inzendingdetails voor ") || text.hasPrefix("submission details for ")
        }
        guard isMarked || start != nil && message.isReply == false else { return nil }
        let fields = LabelledFields.onOneLine(body.lines[(start.map { $0 + 1 } ?? 0)...], labels: labels)
        return fields.isEmpty ? nil : Found(layout: "open-forms", fields: fields)
    }

    private func drupalWebform(_ body: BodyText, _ labels: FormLabels) -> Found? {
        let openings = [
            "submitted values are", "de ingezonden waarden zijn", "ingezonden waarden zijn", "ingevulde waarden",
            "de ingevulde waarden zijn", "ingezonden waarden",
        ]
        guard
            let start = body.lines.prefix(12).firstIndex(where: { line in
                let text = Phrase(folding: line.prefix(80))
                return openings.contains { text.hasPrefix($0) }
            })
        else { return nil }
        let fields = LabelledFields.onOneLine(body.lines[(start + 1)...], labels: labels)
        return fields.isEmpty ? nil : Found(layout: "drupal-webform", fields: fields)
    }

    private func gravity(_ body: BodyText, _ labels: FormLabels) -> Found? {
        guard body.roles.values.count(where: { $0 == .label }) >= 2 else { return nil }
        let fields = LabelledFields.marked(body)
        return fields.contains { labels.kind($0.label) != nil } ? Found(layout: "gravity-forms", fields: fields) : nil
    }

    private func contactForm7(_ body: BodyText, _ profile: FormProfile?, _ message: Message) -> Found? {
        guard !message.isReply, !message.isForward, let end = ContactForm7.end(body.lines) else { return nil }
        let labels = FormLabels(profile?.labels ?? ContactForm7.labels)
        let fields = LabelledFields.onOneLine(body.lines[..<end], labels: labels)
        return fields.contains { labels.isExactly($0.label) } ? Found(layout: "contact-form-7", fields: fields) : nil
    }

    /// Any layout of labels and values that a profile describes; at least two of its labels must occur.
    private func labelled(_ body: BodyText, _ labels: FormLabels, _ profile: FormProfile) -> Found? {
        let lines = body.lines[...]
        let layouts = [
            LabelledFields.onOneLine(lines, labels: labels), LabelledFields.onTwoLines(lines, labels: labels),
        ]
        func known(_ fields: [FormSubmission.Field]) -> Int { fields.count { labels.isExactly($0.label) } }
        guard let best = layouts.max(by: { known($0) < known($1) }), known(best) >= 2 else { return nil }
        return Found(layout: profile.layout, fields: best)
    }

    private func submission(_ found: Found, _ labels: FormLabels, _ message: Message) -> FormSubmission {
        func first(_ kind: FormLabels.Kind) -> String? {
            found.fields.first { labels.kind($0.label) == kind && !$0.value.isEmpty }?.value
        }
        let typed = first(.email).flatMap { AddressParser.list($0).first { $0.address.contains("@") } }
        var sender = found.sender
        if sender == nil, let typed { sender = EmailAddress(name: first(.name) ?? typed.name, address: typed.address) }
        if sender == nil, let reply = message.replyTo.first, reply.key != message.from.first?.key { sender = reply }
        return FormSubmission(
            layout: found.layout, fields: found.fields, sender: sender,
            question: found.bare ?? question(found.fields, labels),
            phone: first(.phone), postcode: first(.postcode), dossierNumber: first(.dossierNumber))
    }

    /// The citizen's own words: the fields that ask for them, one below the other. Where no field does, all free text.
    private func question(_ fields: [FormSubmission.Field], _ labels: FormLabels) -> String {
        let asked = fields.filter { labels.kind($0.label) == .question && !$0.value.isEmpty }
        let told = asked.filter { $0.value.split(whereSeparator: \.isWhitespace).count > 3 }
        let chosen =
            !told.isEmpty
            ? told
            : !asked.isEmpty
                ? asked
                : fields.filter {
                    labels.kind($0.label) == nil && $0.value.split(whereSeparator: \.isWhitespace).count > 3
                }
        return chosen.map(\.value).joined(separator: "\n\n")
    }
}
