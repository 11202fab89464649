using System.ComponentModel.DataAnnotations;

namespace ExampleOrchestrator.Workflows.Forms;

/// <summary>The beginning of each first page of a create form: whose the new subscription is.</summary>
public abstract record CustomerPage : FormPage
{
    [ChooseFrom(nameof(AllCustomers))]
    [Display(Name = "Customer")]
    public string CustomerId { get; init; } = Customers.Default;

    public FormChoices<string> AllCustomers { get; init; } = Customers.Choices;
}
