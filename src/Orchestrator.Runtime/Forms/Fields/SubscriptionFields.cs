using System.Collections;
using System.Text.Json;
using Orchestrator.Catalog;
using Orchestrator.Products;

namespace Orchestrator.Forms.Fields;

/// <summary>Offers subscriptions in the fields marked <see cref="SubscriptionOfAttribute"/>, and checks those that were chosen.</summary>
internal sealed class SubscriptionFields(WorkflowCatalog catalog, ISubscriptionChoices subscriptions)
{
    /// <summary>Of more than these a client cannot show a list: it searches, and what is posted is checked.</summary>
    internal const int MaxOffered = 500;

    /// <summary>Gives a page that is to be shown what its fields offer.</summary>
    internal async Task OfferAsync(AskedRecord page, Caller? user, CancellationToken cancellationToken)
    {
        foreach (var attribute in FindAttributes(page.Members, []).Distinct())
        {
            var offered = await subscriptions.FindAsync(ProductsOf(attribute), attribute.Status, MaxOffered + 1, user, cancellationToken);
            if (offered.Count <= MaxOffered)
            {
                page.Offer(
                    attribute,
                    ChoiceList.Of(
                        $"{attribute.Product.Name}Choice",
                        FormChoices.Of(
                            offered,
                            static subscription => subscription.SubscriptionId,
                            static subscription =>
                                subscription.Description.Length > 0 ? subscription.Description : subscription.SubscriptionId.ToString()
                        )
                    )
                );
            }
        }
    }

    /// <summary>Checks the subscriptions that a page names.</summary>
    /// <exception cref="FormInvalidException">One of them cannot be used.</exception>
    internal async Task CheckAsync(object page, PageFields members, string name, Caller? user, CancellationToken cancellationToken)
    {
        var errors = new FormErrorList { RepeatsObjects = !members.HoldsSecrets };
        foreach (var (attribute, id, location, field) in FindValues(page, members, []))
        {
            if (errors.IsFull)
            {
                break;
            }

            if (await FindProblemAsync(attribute, id, user, cancellationToken) is { } problem)
            {
                errors.Add(FormErrors.Value(location, problem, field.IsSecret ? null : JsonSerializer.SerializeToElement(id)));
            }
        }

        errors.ThrowIfAny(name);
    }

    private async Task<string?> FindProblemAsync(
        SubscriptionOfAttribute attribute,
        Guid subscriptionId,
        Caller? user,
        CancellationToken cancellationToken
    )
    {
        if (await subscriptions.ReadAsync(subscriptionId, user, cancellationToken) is not var (subscription, terminatedBy))
        {
            return "Subscription not found";
        }

        var products = ProductsOf(attribute);
        return !products.Contains(subscription.Product.Name)
                ? $"The subscription is of product '{subscription.Product.Name}'. Choose one of product {Words(products)}"
            : !attribute.Status.Contains(subscription.Status)
                ? $"The subscription is {WireName.Of(subscription.Status)}. Choose one that is "
                    + Words(attribute.Status.Select(WireName.Of))
            : terminatedBy is { } process ? $"Process {process} is terminating the subscription. Choose another one"
            : null;
    }

    /// <exception cref="IncorrectFormException">The application has no such product.</exception>
    private string[] ProductsOf(SubscriptionOfAttribute attribute)
    {
        string[] names =
        [
            .. catalog
                .Products.Where(product => product.Type.IsAssignableTo(attribute.Product))
                .Select(static product => product.Name)
                .Order(StringComparer.Ordinal),
        ];
        return names.Length > 0
            ? names
            : throw new IncorrectFormException(
                $"[SubscriptionOf(typeof({TypeText.Of(attribute.Product)}))] names no product of this application. Name a class marked "
                    + "[Product]."
            );
    }

    private static string Words(IEnumerable<string> texts) => string.Join(" or ", texts);

    private static IEnumerable<SubscriptionOfAttribute> FindAttributes(PageFields members, HashSet<Type> above) =>
        above.Add(members.Type)
            ? members.Fields.SelectMany(field =>
                field.Find<SubscriptionOfAttribute>() is { } own ? [own]
                : RecordOf(field.Type) is { } inner ? FindAttributes(PageFields.Of(inner), above)
                : []
            )
            : [];

    private static IEnumerable<(SubscriptionOfAttribute Attribute, Guid Id, object[] Location, PageField Field)> FindValues(
        object record,
        PageFields members,
        IReadOnlyList<object> path
    )
    {
        foreach (var field in members.Fields.Where(static field => !field.IsHidden && !field.IsReadOnly))
        {
            var value = field.Get(record);
            object[] location = [.. path, field.Name];
            if (field.Find<SubscriptionOfAttribute>() is { } attribute)
            {
                foreach (var (id, at) in IdsOf(value, location))
                {
                    yield return (attribute, id, at, field);
                }
            }
            else if (value is not null && RecordOf(field.Type) is { } inner)
            {
                var items = field.Kind == FieldKind.List ? ((IEnumerable)value).Cast<object>() : [value];
                foreach (
                    var found in items.SelectMany(
                        (item, index) =>
                            FindValues(item, PageFields.Of(inner), field.Kind == FieldKind.List ? [.. location, index] : location)
                    )
                )
                {
                    yield return found;
                }
            }
        }
    }

    private static IEnumerable<(Guid Id, object[] Location)> IdsOf(object? value, object[] location) =>
        value switch
        {
            Guid id => [(id, location)],
            IEnumerable<Guid> ids => ids.Select((id, index) => (id, (object[])[.. location, index])),
            _ => [],
        };

    /// <summary>The record that a field holds, alone or in a list.</summary>
    private static Type? RecordOf(Type type) =>
        FieldKinds.Of(type) switch
        {
            FieldKind.Object => type,
            FieldKind.List when FieldKinds.ItemType(type) is { } item && FieldKinds.Of(item) == FieldKind.Object => item,
            _ => null,
        };
}
