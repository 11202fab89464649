namespace Orchestrator.Generators.Binding;

/// <summary>A key that a result gives to the state.</summary>
/// <param name="Key">The key.</param>
/// <param name="Path">How its value is read from the result, for example <c>.Speed</c>.</param>
/// <param name="IsSubscription">True when the value is a subscription to save.</param>
internal sealed record OutputKey(string Key, string Path, bool IsSubscription);
