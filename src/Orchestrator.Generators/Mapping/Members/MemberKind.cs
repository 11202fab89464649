namespace Orchestrator.Generators.Mapping.Members;

/// <summary>How a member is mapped; the names are those of the methods of <c>ModelMapper</c>.</summary>
internal enum MemberKind
{
    FixedInput,
    Value,
    OptionalValue,
    OptionalReference,
    Values,
    Block,
    OptionalBlock,
    Blocks,
    Union,
    OptionalUnion,
    Unions,
    Computed,
}
