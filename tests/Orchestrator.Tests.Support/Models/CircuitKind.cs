namespace Orchestrator.Tests.Support.Models;

public enum CircuitKind
{
    PointToPoint,
    MultiPoint,
}
