using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orchestrator.Options;

namespace Orchestrator.Storage.Schema.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntryEntity>
{
    public void Configure(EntityTypeBuilder<AuditEntryEntity> builder)
    {
        builder.ToTable("audit_entries").HasKey(static entry => entry.EntryId);
        builder.Property(static entry => entry.ProcessId).HasColumnName("pid");
        builder.Property(static entry => entry.Reporter).HasMaxLength(Limits.MaxNameLength);
        builder.Property(static entry => entry.Address).HasMaxLength(Limits.MaxShortNameLength);
        builder.Property(static entry => entry.Action).HasMaxLength(Limits.MaxShortNameLength);
        builder.Property(static entry => entry.WorkflowName).HasMaxLength(Limits.MaxNameLength);
        builder.Property(static entry => entry.Reason).HasMaxLength(Limits.MaxNoteLength);
        builder.HasIndex(static entry => new { entry.OccurredAt, entry.EntryId }, "ix_audit_entries_occurred_at");
        builder.HasIndex(static entry => entry.ProcessId, "ix_audit_entries_pid").HasFilter("pid IS NOT NULL");
        builder.HasIndex(static entry => entry.SubscriptionId, "ix_audit_entries_subscription_id").HasFilter("subscription_id IS NOT NULL");
    }
}
