namespace Orchestrator;

/// <summary>
/// Binds a parameter of a step or form to a service, even if its type is neither an interface nor an abstract class.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
