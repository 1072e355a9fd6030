/// What a mock must be like for a case to hold of it.
package struct CaseSetting: Hashable, Sendable {
  package let profile: ContractProfile
  package let requiresKey: Bool

  package init(profile: ContractProfile, requiresKey: Bool) {
    self.profile = profile
    self.requiresKey = requiresKey
  }
}
