namespace Orchestrator.ExternalResources;

/// <summary>What was seen of an object at a time: hashes under the database's key, so no value can be read from them.</summary>
/// <param name="Desired">Of the object's key and what the subscription says.</param>
/// <param name="Actual">Of what the external system holds.</param>
internal sealed record SeenState(string Desired, string Actual);
