namespace Orchestrator.Generators.Pipeline;

/// <summary>A model and the file that it becomes.</summary>
/// <param name="HintName">The file's name, unique in its assembly in any case.</param>
/// <param name="Model">What is written.</param>
internal sealed record OutputFile<TModel>(string HintName, TModel Model)
    where TModel : IEquatable<TModel>;
