// SPDX-License-Identifier: EUPL-1.2

@main struct Gehoord {
    static func main() { print("gehoord") }
}
