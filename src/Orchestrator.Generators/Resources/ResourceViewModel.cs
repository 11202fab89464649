namespace Orchestrator.Generators.Resources;

/// <summary>How a subscription is shown as what a resource is described from.</summary>
/// <param name="Model">The product type.</param>
/// <param name="View">The lifecycle of the view; empty for the product itself.</param>
internal sealed record ResourceViewModel(string Model, string View);
