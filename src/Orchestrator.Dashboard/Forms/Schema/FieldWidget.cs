namespace Orchestrator.Dashboard.Forms.Schema;

/// <summary>How a field of a form is shown.</summary>
internal enum FieldWidget
{
    Text,
    LongText,
    Password,
    Number,
    Checkbox,
    Date,
    Timestamp,
    Choice,
    Radio,
    Choices,
    List,
    Group,
    Checklist,
    Subscription,
    Customer,
    Cron,
    ReadOnly,
    Label,
    Divider,
    Callout,
    Markdown,
    Summary,
    SubscriptionLink,

    /// <summary>Captions of the form's buttons.</summary>
    Buttons,
    Hidden,
}
