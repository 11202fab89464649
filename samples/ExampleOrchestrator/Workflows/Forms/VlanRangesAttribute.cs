using System.ComponentModel.DataAnnotations;
using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows.Forms;

/// <summary>A text that is ranges of VLANs, such as <c>10-20,30</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class VlanRangesAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is not string text || VlanRanges.TryParse(text, out _, out var problem)
            ? ValidationResult.Success
            : new ValidationResult(problem);
}
