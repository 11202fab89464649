namespace Orchestrator.Testing.Tests;

/// <summary>The external system of these tests.</summary>
public interface ICarrier
{
    Task CollectAsync(Guid parcel, int weight);
}
