namespace Orchestrator.Tests.Domain.Models;

public enum CircuitKind
{
    PointToPoint,
    MultiPoint,
}
