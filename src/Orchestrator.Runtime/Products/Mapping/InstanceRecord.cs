namespace Orchestrator.Products.Mapping;

/// <summary>A block instance as it is stored.</summary>
/// <param name="Id">The instance.</param>
/// <param name="Owner">The subscription that it belongs to.</param>
/// <param name="BlockName">The product block.</param>
/// <param name="Label">Its label.</param>
/// <param name="Values">The stored texts, by resource type; a list has several of one type.</param>
/// <param name="Relations">The blocks that it holds.</param>
internal sealed record InstanceRecord(
    Guid Id,
    Guid Owner,
    string BlockName,
    string? Label,
    SortedDictionary<string, List<string>> Values,
    List<RelationRecord> Relations
);

/// <summary>That a block holds another.</summary>
/// <param name="Child">The block that is held.</param>
/// <param name="Order">The position in the member, from 0.</param>
/// <param name="Member">The member's name.</param>
internal sealed record RelationRecord(Guid Child, int Order, string Member);
