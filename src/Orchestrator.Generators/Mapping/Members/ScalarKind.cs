namespace Orchestrator.Generators.Mapping.Members;

/// <summary>The types of stored values; the names are those of the runtime's codecs.</summary>
internal enum ScalarKind
{
    Text,
    Boolean,
    Int32,
    Int64,
    Decimal,
    Double,
    Guid,
    Date,
    DateTime,
    Address,
    Enumeration,
}
