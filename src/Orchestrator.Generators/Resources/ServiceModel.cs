using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Resources;

/// <summary>What a parameter of a resource's constructor takes.</summary>
/// <param name="Type">The service; null for the logger of the step.</param>
/// <param name="Key">The key under which the service is registered; null for none.</param>
/// <param name="IsOptional">True when it need not be registered.</param>
internal sealed record ServiceModel(string? Type, ConstantModel? Key, bool IsOptional);
