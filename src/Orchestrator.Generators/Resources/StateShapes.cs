using System.Collections.Immutable;
using Orchestrator.Generators.Collections;

namespace Orchestrator.Generators.Resources;

/// <summary>How the state of a resource is compared.</summary>
/// <param name="Root">The shape of the state itself.</param>
/// <param name="Types">The types that it is made of.</param>
/// <param name="UseDiagnostics">The ids that the compiler reports where these are named.</param>
internal sealed record StateShapes(string Root, ImmutableArray<StateTypeModel> Types, EquatableArray<string> UseDiagnostics);
