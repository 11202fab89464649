namespace Orchestrator.Generators.Pipeline;

/// <summary>The names of the pipeline's steps. Tests read all of them and check that each is cached.</summary>
internal static class TrackingNames
{
    public const string WorkflowClasses = nameof(WorkflowClasses);
    public const string WorkflowClassFiles = nameof(WorkflowClassFiles);
    public const string Products = nameof(Products);
    public const string ProductFiles = nameof(ProductFiles);
    public const string Blocks = nameof(Blocks);
    public const string BlockFiles = nameof(BlockFiles);
    public const string Resources = nameof(Resources);
    public const string ResourceFiles = nameof(ResourceFiles);
    public const string ResourceTypes = nameof(ResourceTypes);
    public const string RegisteredTypes = nameof(RegisteredTypes);
    public const string WorkflowClassTypes = nameof(WorkflowClassTypes);
    public const string ModelTypes = nameof(ModelTypes);
    public const string AssemblyName = nameof(AssemblyName);
    public const string RegistryClass = nameof(RegistryClass);
    public const string ClashingFileNames = nameof(ClashingFileNames);
    public const string Registry = nameof(Registry);
    public const string ReleasedWorkflows = nameof(ReleasedWorkflows);
    public const string ReleasedFile = nameof(ReleasedFile);
    public const string Catalogue = nameof(Catalogue);
}
