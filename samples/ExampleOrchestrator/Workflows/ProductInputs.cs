using System.Globalization;
using Orchestrator.Products;

namespace ExampleOrchestrator.Workflows;

/// <summary>Reads fixed inputs of a product before there is a subscription of it.</summary>
internal static class ProductInputs
{
    internal static async Task<int> GetSpeedAsync(
        this IProductMetadata products,
        Guid product,
        string fixedInput,
        CancellationToken cancellationToken)
    {
        var inputs = (await products.GetProductAsync(product, cancellationToken)).FixedInputs;
        return int.Parse(inputs.Single(input => input.Name == fixedInput).Value, CultureInfo.InvariantCulture);
    }
}
