package import Law

/// A parameter that a scenario may set, under the name that it has there.
package struct SettableParameter: Sendable {
  /// The name in a scenario, such as `rights.cap` or `behaviour.support.agents`.
  package let name: String
  /// The parameter.
  package let parameter: Parameter
  /// Whether it is one of the law, which a reform may change as well.
  package let isLaw: Bool
}

extension ScenarioContext {
  /// Every parameter that a scenario may set, in the order of the tables: those that are there for
  /// information alone are not among them, since another value would be refused.
  package var settable: [SettableParameter] {
    let overlay = ParameterOverlay(context: self)
    return ParameterOverlay.names(self).compactMap { name in
      guard let parameter = overlay.parameter(name), parameter.reading != .never else {
        return nil
      }
      return SettableParameter(name: name, parameter: parameter, isLaw: law[name] != nil)
    }
  }
}
