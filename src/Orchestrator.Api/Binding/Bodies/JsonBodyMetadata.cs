namespace Orchestrator.Api.Binding;

/// <summary>
/// Says in the OpenAPI document what body an endpoint reads. Not the framework's Accepts: with that the routing refuses bodies whose type
/// it does not know, before the one place where bodies are read can decide it.
/// </summary>
/// <param name="Body">The body's shape.</param>
/// <param name="IsOptional">Whether the request may come without one.</param>
/// <param name="IsNullable">Whether it may be null.</param>
internal sealed record JsonBodyMetadata(Type Body, bool IsOptional, bool IsNullable);
