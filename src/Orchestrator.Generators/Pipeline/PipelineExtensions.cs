using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Pipeline;

/// <summary>Steps that several pipelines share.</summary>
internal static class PipelineExtensions
{
    /// <summary>Leaves out what could not be read.</summary>
    public static IncrementalValuesProvider<T> NotNull<T>(this IncrementalValuesProvider<T?> values, string trackingName)
        where T : class =>
        values.Where(static value => value is not null).Select(static (value, _) => value!).WithTrackingName(trackingName);

    /// <summary>Names the file of each model; one whose name another file has in another case gets a hash.</summary>
    public static IncrementalValuesProvider<OutputFile<T>> Named<T>(
        this IncrementalValuesProvider<T> models,
        Func<T, TypeHierarchy> typeOf,
        IncrementalValueProvider<EquatableArray<string>> clashes,
        string trackingName
    )
        where T : class, IEquatable<T> =>
        models
            .Combine(clashes)
            .Select(
                (pair, _) =>
                {
                    var type = typeOf(pair.Left);
                    var name = pair.Right.Contains(type.FileName) ? FileNames.WithHash(type.FileName, type.FullName) : type.FileName;
                    return new OutputFile<T>(name + ".g.cs", pair.Left);
                }
            )
            .WithTrackingName(trackingName);
}
