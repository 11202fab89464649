using Orchestrator.Generators.Collections;

namespace Orchestrator.Generators.Publishing;

/// <summary>A step of a chain that other assemblies can use.</summary>
/// <param name="Chain">The documentation id of the chain's member.</param>
/// <param name="Position">Its place in the chain, from 0.</param>
/// <param name="Id">Its identity in stored processes.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Traits">What it takes, gives and does, as texts.</param>
internal sealed record PublishedStepModel(string Chain, int Position, string Id, string Name, EquatableArray<string> Traits);
