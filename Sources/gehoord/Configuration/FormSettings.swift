// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Message

extension FormProfile {
    static let shape = Shape<FormProfile>.section { keys in
        let name = keys.required("name", .text, "What this form is called in reports.")
        let layout = keys.required(
            "layout", .text,
            "How the mail is laid out: drupal-contact, drupal-webform, open-forms, gravity-forms or another name.")
        let from = keys.optional("from", .address, "The address that the form's mail comes from; else any.")
        let prefix = keys.optional("subject", .text, "What the subject begins with; else any.")
        let labels = keys.value(
            "labels", Labels.shape, default: Labels(), as: "none", "The labels of the form, as the mail shows them."
        )
        let copy = keys.value(
            "siteGivesCopy", .flag, default: true,
            "Whether the site itself gives the sender a copy of what was entered (Awb 2:17); if not, the acknowledgement does."
        )
        guard let name, let layout else { return nil }
        return FormProfile(
            name: name, layout: layout, from: from, subjectPrefix: prefix, labels: labels, siteGivesCopy: copy)
    }
}

extension FormProfile.Labels {
    static let shape = Shape<Self>.section { keys in
        func labels(_ name: String, _ meaning: String) -> [String] {
            keys.value(name, .oneOrMore(Shape<String>.text), default: [], as: "none", meaning)
        }
        return FormProfile.Labels(
            name: labels("name", "The citizen's name."),
            email: labels("email", "The citizen's mail address."),
            phone: labels("phone", "The citizen's telephone number."),
            postcode: labels("postcode", "The citizen's postcode."),
            dossierNumber: labels("dossierNumber", "A dossier number that the citizen gives."),
            question: labels("question", "The citizen's own words."))
    }
}
