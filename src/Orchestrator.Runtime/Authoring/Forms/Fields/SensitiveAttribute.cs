namespace Orchestrator;

/// <summary>What is posted for the field is sensitive: clients do not show it, and no error repeats it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SensitiveAttribute : Attribute;
