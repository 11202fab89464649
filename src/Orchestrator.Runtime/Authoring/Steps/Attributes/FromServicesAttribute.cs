namespace Orchestrator;

/// <summary>
/// Takes the parameter of a step or form from dependency injection, though its type is neither an interface nor abstract.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
