using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.Shipping;

namespace Orchestrator.Generators.Registry;

/// <summary>Reads the files of shipped workflows of a project for its registry.</summary>
internal static class ReleasedParser
{
    /// <summary>The released workflows by name; none for a project that does not keep the files.</summary>
    public static EquatableArray<ReleasedModel> Parse(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken) =>
        ShippedWorkflows.TryRead(files, cancellationToken) is { } shipped
            ? shipped
                .Released.OrderBy(static workflow => workflow.Key, StringComparer.Ordinal)
                .Select(workflow => new ReleasedModel(workflow.Key, shipped.IsBroken(workflow.Key), workflow.Value.ToEquatableArray()))
                .ToEquatableArray()
            : default;
}
