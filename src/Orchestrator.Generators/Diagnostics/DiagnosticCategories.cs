namespace Orchestrator.Generators.Diagnostics;

/// <summary>One category for each family of a thousand ids.</summary>
internal static class DiagnosticCategories
{
    public const string Workflows = "Orchestrator.Workflows";
    public const string Reconcile = "Orchestrator.Reconcile";
    public const string Steps = "Orchestrator.Steps";
    public const string Products = "Orchestrator.Products";
    public const string Resources = "Orchestrator.Resources";
}
