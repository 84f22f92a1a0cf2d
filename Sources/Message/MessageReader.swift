// SPDX-License-Identifier: EUPL-1.2

/// Reads raw mail (RFC 5322, MIME) into a `Message`. Never throws: content is never an error.
package struct MessageReader: Sendable {
    package var forms: [FormProfile]

    package init(forms: [FormProfile] = []) { self.forms = forms }

    package func read(_ raw: [UInt8]) -> Message { Message() }
}
