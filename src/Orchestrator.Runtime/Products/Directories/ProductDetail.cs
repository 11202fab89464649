using System.Globalization;

namespace Orchestrator.Products;

/// <summary>A product with its blocks, fixed inputs and workflows.</summary>
/// <param name="Summary">Its row.</param>
/// <param name="Blocks">Its blocks, by name.</param>
/// <param name="FixedInputs">Its fixed inputs, by name.</param>
/// <param name="Workflows">The workflows that run on its subscriptions and are not deleted, by name.</param>
public sealed record ProductDetail(
    ProductSummary Summary,
    IReadOnlyList<ProductBlockSummary> Blocks,
    IReadOnlyList<FixedInputSummary> FixedInputs,
    IReadOnlyList<WorkflowSummary> Workflows
)
{
    /// <summary>Reads a fixed input, for example in the form of a create workflow, where there is no subscription yet.</summary>
    /// <typeparam name="T">The type of the value, as in the product's class.</typeparam>
    /// <param name="name">The name of the fixed input.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">
    /// The product has no such fixed input, or its value is not a <typeparamref name="T"/>.
    /// </exception>
    public T FixedInput<T>(string name)
        where T : IParsable<T> =>
        FixedInputs.FirstOrDefault(input => input.Name == name) is not { } input
            ? throw new InvalidOperationException(
                $"The product '{Summary.Name}' has no fixed input '{name}'. It has "
                    + $"{string.Join(", ", FixedInputs.Select(static other => other.Name))}."
            )
        : T.TryParse(input.Value, CultureInfo.InvariantCulture, out var value) ? value
        : throw new InvalidOperationException(
            $"The fixed input '{name}' of the product '{Summary.Name}' is '{input.Value}', which cannot be read as "
                + $"{TypeText.Of(typeof(T))}."
        );
}

/// <summary>A product block in the database.</summary>
/// <param name="ProductBlockId">The id of its row.</param>
/// <param name="Name">The unique name.</param>
/// <param name="Description">The description.</param>
/// <param name="Tag">A short group name.</param>
/// <param name="Status">The lifecycle, as stored.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="EndDate">When it ended.</param>
/// <param name="ResourceTypes">Its resource types, by name.</param>
public sealed record ProductBlockSummary(
    Guid ProductBlockId,
    string Name,
    string Description,
    string? Tag,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndDate,
    IReadOnlyList<ResourceTypeSummary> ResourceTypes
);

/// <summary>A resource type in the database.</summary>
/// <param name="ResourceTypeId">The id of its row.</param>
/// <param name="Name">The unique name.</param>
/// <param name="Description">The description.</param>
public sealed record ResourceTypeSummary(Guid ResourceTypeId, string Name, string? Description);

/// <summary>A fixed input of a product in the database.</summary>
/// <param name="FixedInputId">The id of its row.</param>
/// <param name="Name">The name, unique within the product.</param>
/// <param name="Value">The value.</param>
/// <param name="CreatedAt">When it was added.</param>
public sealed record FixedInputSummary(Guid FixedInputId, string Name, string Value, DateTimeOffset CreatedAt);
