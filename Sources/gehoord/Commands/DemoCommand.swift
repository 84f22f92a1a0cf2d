// SPDX-License-Identifier: EUPL-1.2
import Groundwork

extension Command {
    static let demo = Command(name: "demo", summary: "a demonstration on sample mail: nothing is sent", usage: "demo", help: "", grammar: .init()) { _ in
        .well
    }
}
